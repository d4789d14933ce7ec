import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { type Order, orderLines } from '../orders/tables.ts'
import type { DetailsChange } from './details.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from './tables.ts'

/** Pins lines of an order to a purchase order, as the order has them now. */
export async function pinLines(
  db: Db,
  purchaseOrderId: string,
  lines: readonly { id: string; quantity: number }[],
): Promise<void> {
  const quantities = new Map(lines.map(({ id, quantity }) => [id, quantity]))
  const rows = await db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.id, [...quantities.keys()]))
  await db.insert(purchaseOrderLines).values(
    rows.map(({ id, position, sku, title, options, imageUrl }) => {
      const quantity = quantities.get(id) ?? 0
      return {
        purchaseOrderId,
        orderLineId: id,
        position,
        sku,
        title,
        options,
        imageUrl,
        asked: quantity,
        quantity,
        waiting: quantity,
      }
    }),
  )
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
