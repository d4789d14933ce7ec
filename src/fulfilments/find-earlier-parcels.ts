import { subDays } from 'date-fns/subDays'
import { and, eq, exists, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { shipments } from '../shipments/tables.ts'
import { fulfilments } from './tables.ts'

/** How old a parcel may be when its store is connected, days: customers get no mail about what came long ago. */
export const EARLIER_DAYS = 7
/** How many orders are looked at, the newest first: each is read at the store. */
export const MOST_EARLIER = 500

export type EarlierParcels = { id: string; externalId: string; parcels: number }

/**
 * Orders of a store whose parcels it has never heard of, all of them young, and fewer of whose pieces it counts as
 * fulfilled than are in them; one more than `MOST_EARLIER` at most.
 */
export function findEarlierParcels(db: Reads, store: string, now: Date): Promise<EarlierParcels[]> {
  const isLacking = db
    .select({ one: sql`1` })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orders.id), lt(orderLines.fulfilled, orderLines.inParcels)))
  return db
    .select({ id: orders.id, externalId: orders.externalId, parcels: sql<number>`count(*)::int` })
    .from(orders)
    .innerJoin(purchaseOrders, and(eq(purchaseOrders.orderId, orders.id), isNull(purchaseOrders.replaces)))
    .innerJoin(shipments, eq(shipments.purchaseOrderId, purchaseOrders.id))
    .leftJoin(fulfilments, eq(fulfilments.shipmentId, shipments.id))
    .where(
      and(eq(orders.storeId, store), isNull(orders.cancelledAt), isNull(fulfilments.shipmentId), exists(isLacking)),
    )
    .groupBy(orders.id)
    .having(gte(sql`min(${shipments.recordedAt})`, subDays(now, EARLIER_DAYS).toISOString()))
    .orderBy(sql`max(${shipments.recordedAt}) desc`, orders.id)
    .limit(MOST_EARLIER + 1)
}
