import { and, desc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import type { Carrier, Recognition } from './carriers.ts'
import { shape, shipments } from './tables.ts'
import { shapeOf } from './tracking-number.ts'

/**
 * Whom a supplier used last for numbers of the same shape, from its own parcels; null where the number proves its carrier,
 * and where it never sent such a number.
 */
export async function usualCarrier(db: Reads, supplierId: string, recognised: Recognition): Promise<Carrier | null> {
  if (recognised.verdict === 'certain' || recognised.verdict === 'invalid') return null
  const [last] = await db
    .select({ code: shipments.carrier, name: shipments.carrierName })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(and(eq(shape, shapeOf(recognised.number)), eq(purchaseOrders.supplierId, supplierId)))
    .orderBy(desc(shipments.recordedAt))
    .limit(1)
  return last ?? null
}
