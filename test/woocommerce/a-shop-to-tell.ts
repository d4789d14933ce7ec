import { openClient } from '../../src/integrations/woocommerce/client.ts'
import { fulfil } from '../../src/integrations/woocommerce/fulfil.ts'
import { NOTE } from '../../src/integrations/woocommerce/notes.ts'
import type { OrderToFulfil, WantedParcel } from '../../src/kernel/shapes/storefront.ts'
import { aLink } from './a-link.ts'
import { type FakeWoo, openFake } from './fake/open-fake.ts'
import type { Json, Setup } from './fake/shop.ts'
import { parcelBook } from './parcel-book.ts'

const fakes: FakeWoo[] = []
/** Closes what was opened. */
export const closeAll = () => Promise.all(fakes.splice(0).map(one => one.close()))

export async function opened(setup: Partial<Setup>): Promise<FakeWoo> {
  const fake = await openFake(setup)
  fakes.push(fake)
  return fake
}

type Given = Partial<Setup> & { completes?: boolean; notifies?: boolean }

/** A shop with one order of two lines, and Waybill’s book of parcels next to it. */
export async function shop({ completes = false, notifies = true, ...setup }: Given = {}, at?: FakeWoo) {
  const fake = at ?? (await opened(setup))
  const order = fake.shop.place({
    line_items: [
      { ...line, quantity: 2 },
      { ...line, quantity: 1 },
    ],
  })
  if (setup.renumbers) order.number = 'N-7'
  const [first, second] = (order.line_items as Json[]).map(({ id }) => String(id)) as [string, string]
  const link = aLink(fake.site, { completesOrders: completes, notifiesCustomers: notifies })
  const book = parcelBook()
  const tell = (parcels: readonly WantedParcel[], whole = false, gone: OrderToFulfil['gone'] = []) =>
    fulfil(
      {
        call: openClient({ site: fake.site, key: 'ck_owner', secret: 'cs_owner' }),
        link,
        steps: book.steps,
        statuses: new Map(),
        note: NOTE,
      },
      {
        externalId: String(order.id),
        number: order.number,
        parcels,
        ...book.known(),
        gone,
        whole,
      } satisfies OrderToFulfil,
    )
  const numbers = () => fake.shop.numbersOf(order)
  const mails = () =>
    fake.shop.mails.filter(mail => mail.order === order.id).map(({ kind, text }) => `${kind}: ${text}`)
  return { fake, order, first, second, link, book, tell, numbers, mails }
}
const line = { name: 'Tee', sku: 'TEE', total: '10.00', subtotal: '10.00', total_tax: '0.00', meta_data: [] }

export const parcel = (id: string, number: string, line: string, quantity = 1): WantedParcel => ({
  ...{ id, number, former: [], url: `https://ups.example/${number}`, carrier: { code: 'ups', name: 'UPS' } },
  ...{ recordedAt: new Date('2026-11-03T11:00:00Z'), pieces: [{ line, quantity }] },
})

/** Each way to keep tracking numbers, with how its customers hear of them. */
export const WAYS: [string, Partial<Setup>, 'note' | 'fulfillment'][] = [
  ['Shipment Tracking', { plugins: ['shipment-tracking'] }, 'note'],
  ['AST', { plugins: ['ast', 'shipment-tracking'] }, 'note'],
  ['AST in a shop with numbers of its own', { plugins: ['ast'], renumbers: true }, 'note'],
  ['core fulfillments', { plugins: ['fulfillments'] }, 'fulfillment'],
  ['no plugin', {}, 'note'],
]
