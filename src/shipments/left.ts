import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrderLines as pins } from '../purchase-orders/tables.ts'
import type { LeftLine } from './pieces.ts'
import { shipmentLines, shipments } from './tables.ts'

/** The lines of a purchase order, in the order of its card, with the pieces that are in no parcel yet. */
export async function leftOf(db: Reads, purchaseOrderId: string): Promise<readonly LeftLine[]> {
  const lines = await db
    .select({ id: pins.orderLineId, sku: pins.sku, title: pins.title, asked: pins.quantity })
    .from(pins)
    .where(eq(pins.purchaseOrderId, purchaseOrderId))
    .orderBy(asc(pins.position), asc(pins.orderLineId))
  const inside = await db
    .select({ id: shipmentLines.orderLineId, quantity: shipmentLines.quantity })
    .from(shipmentLines)
    .innerJoin(shipments, eq(shipments.id, shipmentLines.shipmentId))
    .where(eq(shipments.purchaseOrderId, purchaseOrderId))
  const shipped = (id: string) => inside.reduce((sum, one) => sum + (one.id === id ? one.quantity : 0), 0)
  return lines.map(({ asked, ...line }) => ({ ...line, left: Math.max(0, asked - shipped(line.id)) }))
}
