import { and, eq, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { linesOf } from '../orders/load-order.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'
import { isLive } from './purchase-order.ts'
import type { OpenLine, Route } from './split.ts'
import { purchaseOrderLines, purchaseOrders } from './tables.ts'

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
  const takenOf = (id: string) => asked.filter(({ po, line }) => isLive(po) && line.orderLineId === id)
  const open = lines
    .map(({ id, sku, quantity }) => ({
      id,
      sku,
      quantity: quantity - takenOf(id).reduce((sum, { line }) => sum + line.quantity, 0),
    }))
    .filter(line => line.quantity > 0)
  const takers = await takersOf(
    db,
    open.map(({ sku }) => sku),
  )
  const declined = (id: string, supplierId: string) =>
    asked.some(({ po, line }) => po.declinedAt && line.orderLineId === id && po.supplierId === supplierId)
  const route: Route = ({ id, sku }) => (sku ? (takers.get(skuKey(sku)) ?? []) : []).filter(one => !declined(id, one))
  return { open, route, declined }
}
