import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { isOpenLine, orderLines, orders } from '../orders/tables.ts'
import { isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Standing, standings } from './standings.ts'
import { orderState } from './words.ts'

const SHOWN = 20

/** Pieces of it are asked of nobody, or still to be shipped. An array: each is then looked up, and not all orders read. */
const isUnfinished = sql`${orders.id} = any(array(
  select ${orderLines.orderId} from ${orderLines} where ${isOpenLine}
  union select ${purchaseOrders.orderId} from ${purchaseOrders} where ${isToShip}))`

const FILTERS = {
  open: and(isNull(orders.cancelledAt), isUnfinished),
  new: and(isNull(orders.cancelledAt), isNull(orders.forwardedAt)),
  forwarded: and(isNull(orders.cancelledAt), isNotNull(orders.forwardedAt)),
  held: and(isNull(orders.cancelledAt), isNotNull(orders.heldAt)),
  cancelled: isNotNull(orders.cancelledAt),
} satisfies Record<string, SQL | undefined>

export const orderFilters = Object.keys(FILTERS) as [keyof typeof FILTERS, ...(keyof typeof FILTERS)[]]
export const ListOrders = z.object({ which: z.enum(orderFilters).default('open') })

/** The newest orders, with the state of each. */
export async function listOrders({ db }: Verb, { which }: z.infer<typeof ListOrders>): Promise<Outcome> {
  const { all, newest } = await standings(db, FILTERS[which], SHOWN)
  const summary =
    all === 0
      ? `There is no ${which} order.`
      : `${count(all, `${which} order`)}${all > SHOWN ? `; these are the newest ${SHOWN}` : ''}.`
  const lines = newest.map(orderLine)
  // Of these many can be forwarded at once.
  const forward = { label: 'Forward new orders', command: 'order.plan', input: {} }
  const buttons = all > 0 && (which === 'open' || which === 'new') ? [forward] : []
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Orders', summary, lines, buttons } }
}

/** A line an order: its number, where it goes, how it stands. */
export function orderLine(one: Standing): CardLine {
  const { order, store, city, purchaseOrders } = one
  const with_ = purchaseOrders.map(({ po, supplier }) => `${po.number} ${supplier}`)
  return {
    text: `${order.number} · ${orderState(one).words}`,
    detail: [store, city, ...with_].filter(Boolean).join(' · '),
    done: order.cancelledAt !== null,
  }
}
