import { and, desc, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { orderView } from './order-view.ts'
import { orderState } from './words.ts'

const SHOWN = 20

const FILTERS = {
  open: isNull(orders.cancelledAt),
  new: and(isNull(orders.cancelledAt), isNull(orders.forwardedAt)),
  forwarded: and(isNull(orders.cancelledAt), isNotNull(orders.forwardedAt)),
  held: and(isNull(orders.cancelledAt), isNotNull(orders.heldAt)),
  cancelled: isNotNull(orders.cancelledAt),
} satisfies Record<string, SQL | undefined>

export const orderFilters = Object.keys(FILTERS) as [keyof typeof FILTERS, ...(keyof typeof FILTERS)[]]
export const ListOrders = z.object({ which: z.enum(orderFilters).default('open') })

/** The newest orders, with the state of each. */
export async function listOrders({ db }: Verb, { which }: z.infer<typeof ListOrders>): Promise<Outcome> {
  const all = await db.$count(orders, FILTERS[which])
  const newest = await db
    .select({ id: orders.id })
    .from(orders)
    .where(FILTERS[which])
    .orderBy(desc(orders.receivedAt), desc(orders.id))
    .limit(SHOWN)
  const summary =
    all === 0
      ? `There is no ${which} order.`
      : `${count(all, `${which} order`)}${all > SHOWN ? `; these are the newest ${SHOWN}` : ''}.`
  const lines = await orderLinesOf(
    db,
    newest.map(one => one.id),
  )
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Orders', summary, lines } }
}

/** A line an order: its number, where it goes, how it stands. */
export async function orderLinesOf(db: Reads, ids: readonly string[]): Promise<readonly CardLine[]> {
  const lines: CardLine[] = []
  for (const id of ids) {
    const view = await orderView(db, id)
    const with_ = view.purchaseOrders.map(({ po, supplier }) => `${po.number} ${supplier.name}`)
    lines.push({
      text: `${view.order.number} · ${orderState(view).words}`,
      detail: [view.store.name, view.city, ...with_].filter(Boolean).join(' · '),
      done: view.order.cancelledAt !== null,
    })
  }
  return lines
}
