import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import type {
  Fulfilled,
  FulfilmentSteps,
  OrderToFulfil,
  StoreLink,
  WantedParcel,
} from '../../kernel/shapes/storefront.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { bookOf, findKeeping, type Keeping, keepingOf } from './books/find-book.ts'
import { OrderPage } from './books/order-page.ts'
import type { Call } from './client.ts'
import { noteParcel } from './notes.ts'
import type { WooSettings } from './own-settings.ts'
import { bareStatus, meaningOf } from './statuses.ts'
import { Missing } from './trouble.ts'

type Parts = WooSettings & { call: Call; link: StoreLink; steps: FulfilmentSteps }

/**
 * Brings a shop's tracking numbers of an order to what is recorded here. It reads before it writes, so that it may be
 * killed at any step and run again: nothing is added twice, and no customer is written twice.
 */
export async function fulfil(parts: Parts, order: OrderToFulfil): Promise<Fulfilled> {
  const { call, link } = parts
  const noted = keepingOf(link.notes.keeping)
  try {
    return await fulfilBy(parts, order, noted ?? (await note(link, await findKeeping(call))))
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    const now = error.code === 'rest_no_route' ? await findKeeping(call) : noted
    if (now === noted || !now) throw new Refusal(`${error.message} It is about order ${order.number}.`)
    // The plugin that kept them is gone.
    return fulfilBy(parts, order, await note(link, now))
  }
}

async function note(link: StoreLink, keeping: Keeping): Promise<Keeping> {
  await link.note({ keeping })
  return keeping
}

const Standing = z.object({ status: text })

async function fulfilBy(parts: Parts, order: OrderToFulfil, keeping: Keeping): Promise<Fulfilled> {
  const { call, link, steps, statuses } = parts
  const path = `wc/v3/orders/${order.externalId}`
  const { body } = await call('GET', path, { query: { _fields: 'id,status' } })
  const status = bareStatus(Standing.parse(body).status ?? '')
  const completes = order.whole && link.completesOrders && meaningOf(status, true, statuses) === 'ship'
  const book = bookOf(call, keeping, order, link.notifiesCustomers)
  const writes = link.notifiesCustomers && !book.mails && !(completes && book.isInCompletedMail)
  const page = new OrderPage(book, await book.list(), order, steps)
  const write = writes ? (parcel: WantedParcel) => noteParcel(call, order.externalId, parcel, parts.note) : null
  for (const parcel of order.parcels) await page.settle(parcel, write)
  await page.removeUnwanted()
  if (completes) await call('PUT', path, { body: { status: 'completed' } })
  return { elsewhere: page.elsewhere() }
}
