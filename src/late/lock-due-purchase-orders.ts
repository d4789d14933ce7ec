import { asc, eq, lte } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { nextLooks } from './tables.ts'

type Batch = { most: number; skip: number }

/**
 * Takes the purchase orders that the clock has to look at by now, those due longest first, for this transaction.
 * What somebody has in hand is left for later: nobody waits.
 */
export async function lockDuePurchaseOrders(db: Db, now: Date, batch: Batch): Promise<string[]> {
  return (await dueQuery(db, now, batch)).map(({ id }) => id)
}

/**
 * It is the order that is locked, as every verb locks it before it comes to a watch: locking the watch would be the other
 * way round.
 */
export function dueQuery(db: Db, now: Date, { most, skip }: Batch) {
  return db
    .select({ id: nextLooks.purchaseOrderId })
    .from(nextLooks)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, nextLooks.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .where(lte(nextLooks.nextAt, now))
    .orderBy(asc(nextLooks.nextAt))
    .limit(most)
    .offset(skip)
    .for('update', { of: orders, skipLocked: true })
}
