import { and, eq, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { linesOf } from '../orders/load-order.ts'
import type { OpenLine, Route } from '../purchase-orders/split.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'

export type Routing = {
  open: readonly OpenLine[]
  route: Route
  /** Whether that supplier said no to that line. */
  declined: (lineId: string, supplierId: string) => boolean
}

/** The pieces of an order that no live purchase order asks for, and who may be asked for them. */
export async function routingOf(db: Reads, orderId: string): Promise<Routing> {
  const lines = await linesOf(db, orderId)
  const asked = await db
    .select({ po: purchaseOrders, line: purchaseOrderLines })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    // What replaces other pieces leaves those of the order as they are.
    .where(and(eq(purchaseOrders.orderId, orderId), isNull(purchaseOrders.replaces)))
  const open = lines
    .map(({ id, sku, openPieces }) => ({ id, sku, quantity: openPieces }))
    .filter(line => line.quantity > 0)
  const takers = await takersOf(
    db,
    open.map(({ sku }) => sku),
  )
  const declined = (id: string, supplierId: string) =>
    asked.some(
      ({ po, line }) =>
        (po.declinedAt || line.declined.length > 0) && line.orderLineId === id && po.supplierId === supplierId,
    )
  const route: Route = ({ id, sku }) => (sku ? (takers.get(skuKey(sku)) ?? []) : []).filter(one => !declined(id, one))
  return { open, route, declined }
}
