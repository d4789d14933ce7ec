import { and, eq, isNull, sum } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { linesOf } from '../orders/load-order.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { OpenLine, Route } from '../purchase-orders/split.ts'
import { shippedElsewhere } from '../purchase-orders/still-wanted.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from '../shipments/tables.ts'
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
  const takenOf = (id: string) => asked.filter(({ po, line }) => isLive(po) && line.orderLineId === id)
  const shipped = await shippedHere(db, orderId)
  const open = lines
    .map(({ id, sku, quantity, fulfilled }) => ({
      id,
      sku,
      quantity:
        quantity -
        shippedElsewhere(fulfilled, shipped.get(id) ?? 0) -
        takenOf(id).reduce((sum, { line }) => sum + line.quantity, 0),
    }))
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

/** Pieces of each line that are in parcels of ours. What replaces other pieces is not of the order's own. */
export async function shippedHere(db: Reads, orderId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ id: shipmentLines.orderLineId, quantity: sum(shipmentLines.quantity).mapWith(Number) })
    .from(shipmentLines)
    .innerJoin(shipments, eq(shipments.id, shipmentLines.shipmentId))
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(and(eq(purchaseOrders.orderId, orderId), isNull(purchaseOrders.replaces)))
    .groupBy(shipmentLines.orderLineId)
  return new Map(rows.map(({ id, quantity }) => [id, quantity]))
}
