import { desc, eq, ilike, inArray, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { orderLines, orders, shipTos } from '../orders/tables.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { formerNumbers, shipments } from '../shipments/tables.ts'
import { orderLine } from './list-orders.ts'
import { standings } from './standings.ts'

const SHOWN = 15

export const FindOrders = z.object({ text: z.string().trim().min(2, 'Write at least two characters').max(200) })

/** Finds orders by number, customer, e-mail, city, SKU, title or tracking number, also one that was corrected. */
export async function findOrders({ db }: Verb, { text }: z.infer<typeof FindOrders>): Promise<Outcome> {
  const like = `%${text.replace(/^#/, '').replaceAll(/[\\%_]/g, '\\$&')}%`
  const bare = `%${text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()}%`
  const tracked = bare.length > 6 ? [ilike(shipments.number, bare), ilike(formerNumbers.number, bare)] : []
  const found = await db
    .selectDistinct({ id: orders.id, receivedAt: orders.receivedAt })
    .from(orders)
    .leftJoin(shipTos, eq(shipTos.orderId, orders.id))
    .leftJoin(orderLines, eq(orderLines.orderId, orders.id))
    .leftJoin(purchaseOrders, eq(purchaseOrders.orderId, orders.id))
    .leftJoin(purchaseOrderLines, eq(purchaseOrderLines.purchaseOrderId, purchaseOrders.id))
    .leftJoin(shipments, eq(shipments.purchaseOrderId, purchaseOrders.id))
    .leftJoin(formerNumbers, eq(formerNumbers.shipmentId, shipments.id))
    .where(
      or(
        ...[
          orders.number,
          shipTos.name,
          shipTos.company,
          shipTos.email,
          shipTos.city,
          orderLines.sku,
          orderLines.title,
          // What a supplier was sent is still called so on its cards.
          purchaseOrderLines.sku,
          purchaseOrderLines.title,
        ].map(column => ilike(column, like)),
        ...tracked,
      ),
    )
    .orderBy(desc(orders.receivedAt))
    .limit(SHOWN + 1)
  const shown = found.slice(0, SHOWN)
  const more = found.length > SHOWN ? ' There are more. Type more to narrow it down.' : ''
  const summary =
    shown.length === 0
      ? `No order has “${text}” in its number, customer, city, SKU or tracking.`
      : `${count(shown.length, 'order')} with “${text}”.${more}`
  const ids = shown.map(one => one.id)
  const { newest } = await standings(db, inArray(orders.id, ids), SHOWN)
  const lines = newest.map(orderLine)
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Found', summary, lines } }
}
