import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrderLines as pins } from '../purchase-orders/tables.ts'
import type { LeftLine } from './pieces.ts'
import { shipmentLines, shipments } from './tables.ts'

/** The lines of a purchase order, in the order of its card, with the pieces that are in no parcel yet. */
export function leftOf(db: Reads, purchaseOrderId: string): Promise<readonly LeftLine[]> {
  const own = eq(shipments.purchaseOrderId, pins.purchaseOrderId)
  const inside = db
    .select({ pieces: sql`coalesce(sum(${shipmentLines.quantity}), 0)` })
    .from(shipmentLines)
    .innerJoin(shipments, and(eq(shipments.id, shipmentLines.shipmentId), own))
    .where(eq(shipmentLines.orderLineId, pins.orderLineId))
  return db
    .select({
      ...{ id: pins.orderLineId, sku: pins.sku, title: pins.title },
      left: sql<number>`greatest(0, ${pins.quantity} - ${inside})`.mapWith(Number),
    })
    .from(pins)
    .where(eq(pins.purchaseOrderId, purchaseOrderId))
    .orderBy(asc(pins.position), asc(pins.orderLineId))
}
