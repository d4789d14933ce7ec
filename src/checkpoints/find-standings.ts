import { subDays } from 'date-fns/subDays'
import { asc, eq } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { orders, shipTos } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { shipments } from '../shipments/tables.ts'
import { type Standing, standingOf } from './standing.ts'
import { checkpoints } from './tables.ts'

/** How many days before its number was recorded a parcel may have been on its way. */
const BEFORE_RECORDED = 60
/** And before the order was placed: clocks and zones. */
const BEFORE_PLACED = 2

/** Every parcel here with one of these numbers, its order's customer, and where it stands by all that was said. */
export async function findStandings(db: Reads, numbers: readonly string[]) {
  const parcels = await db
    .select({ parcel: shipments, po: purchaseOrders, placedAt: orders.placedAt, shipTo: shipTos })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .leftJoin(shipTos, eq(shipTos.orderId, orders.id))
    .where(among(shipments.number, numbers))
    // Their orders are locked one after another: always in this order.
    .orderBy(asc(purchaseOrders.orderId), asc(purchaseOrders.number), asc(shipments.id))
  if (parcels.length === 0) return []
  const told = Map.groupBy(
    await db.select().from(checkpoints).where(among(checkpoints.number, numbers)),
    ({ number }) => number,
  )
  return parcels.map(one => ({ ...one, standing: standingOf(told.get(one.parcel.number) ?? [], usedSince(one)) }))
}
export type FoundParcel = Awaited<ReturnType<typeof findStandings>>[number] & { standing: Standing }

/** Where a parcel stands that is none of a purchase order: one that goes back. */
export async function standingSince(db: Reads, number: string, since: Date): Promise<Standing> {
  const told = await db.select().from(checkpoints).where(eq(checkpoints.number, number))
  return standingOf(told, subDays(since, BEFORE_PLACED))
}

/** What is older is of another parcel: a number is used again after some months. */
function usedSince({ parcel, placedAt }: { parcel: { recordedAt: Date }; placedAt: Date }): Date {
  const [placed, recorded] = [subDays(placedAt, BEFORE_PLACED), subDays(parcel.recordedAt, BEFORE_RECORDED)]
  return placed > recorded ? placed : recorded
}
