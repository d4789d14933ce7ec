import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type PurchaseOrder, purchaseOrders } from './tables.ts'

/** What a supplier is still to ship, drafts included, the first due first. */
export function openPurchaseOrders(db: Reads, supplierId: string): Promise<PurchaseOrder[]> {
  const { declinedAt, cancelledAt, shippedAt, shipBy, number } = purchaseOrders
  return db
    .select()
    .from(purchaseOrders)
    .where(and(eq(purchaseOrders.supplierId, supplierId), ...[declinedAt, cancelledAt, shippedAt].map(isNull)))
    .orderBy(asc(shipBy), asc(number))
}
