import { and, eq } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { type Order, type OrderLine, orderLines } from '../orders/tables.ts'
import type { DetailsChange } from './details.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from './tables.ts'

/** Lines of an order as they are pinned to a purchase order: as the order has them now. Pure. */
export function pinsOf(
  purchaseOrderId: string,
  wanted: readonly { id: string; quantity: number }[],
  lines: ReadonlyMap<string, OrderLine>,
) {
  return wanted.flatMap(({ id, quantity }) => {
    const line = lines.get(id)
    if (!line) return []
    const { position, sku, title, options, imageUrl } = line
    const sent = { position, sku, title, options, imageUrl }
    return [{ purchaseOrderId, orderLineId: id, ...sent, asked: quantity, quantity, waiting: quantity }]
  })
}

/** Brings the record of a draft up to its order: nothing is on record as sent before somebody was sent it. */
export async function followOrder(db: Db, po: PurchaseOrder, { method }: Order): Promise<void> {
  await db.update(purchaseOrders).set({ method }).where(eq(purchaseOrders.id, po.id))
  const { position, sku, title, options, imageUrl } = orderLines
  await db
    .update(purchaseOrderLines)
    .set({
      position,
      sku,
      title,
      options,
      imageUrl,
      asked: purchaseOrderLines.quantity,
      waiting: purchaseOrderLines.quantity,
    })
    .from(orderLines)
    .where(and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(orderLines.id, purchaseOrderLines.orderLineId)))
}

/** Writes what the supplier accepted; the change itself keeps what was sent before. */
export async function acceptDetails(db: Db, po: PurchaseOrder, { lines, method }: DetailsChange): Promise<void> {
  for (const [lineId, { after }] of Object.entries(lines)) {
    const pinned = and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(purchaseOrderLines.orderLineId, lineId))
    await db.update(purchaseOrderLines).set(after).where(pinned)
  }
  if (method) await db.update(purchaseOrders).set({ method: method.after }).where(eq(purchaseOrders.id, po.id))
}
