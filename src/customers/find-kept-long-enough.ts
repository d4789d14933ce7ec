import { subDays } from 'date-fns/subDays'
import { and, asc, eq, gt, isNull, lt, min, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { complaints } from '../complaints/tables.ts'
import type { Db } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { NO_END } from '../stores/options.ts'
import { stores } from '../stores/tables.ts'
import type { Erasable } from './erase-order.ts'

export type Due = Erasable
type Batch = { most: number; skip: number; addressDays: number | null; wordsDays: number | null }

/** What has a number and no news counts as delivered so many days after it shipped. */
const ARRIVES = sql`interval '30 days'`

const ofOrder = sql`${purchaseOrders.orderId} = ${orders.id}`
const toShip = sql`select from ${purchaseOrders} where ${ofOrder} and ${purchaseOrders.sentAt} is not null
  and coalesce(${purchaseOrders.shippedAt}, ${purchaseOrders.declinedAt}, ${purchaseOrders.cancelledAt}) is null`
const openCase = sql`select from ${cases} where ${cases.orderId} = ${orders.id} and ${cases.closedAt} is null`
/**
 * When an order was over: the last of what was delivered, declined or cancelled, of its cases, and of the windows in which
 * its supplier takes a claim.
 */
const overAt = sql`greatest(${orders.receivedAt}, ${orders.cancelledAt},
  (select max(coalesce(${purchaseOrders.deliveredAt}, ${purchaseOrders.shippedAt} + ${ARRIVES},
    ${purchaseOrders.declinedAt}, ${purchaseOrders.cancelledAt})) from ${purchaseOrders} where ${ofOrder}),
  (select max(${cases.closedAt}) from ${cases} where ${cases.orderId} = ${orders.id}),
  (select max(${complaints.claimBy}) from ${complaints} where ${complaints.orderId} = ${orders.id}))`

/** Orders that were over long enough ago, as their store is set or else as all are, with nothing of them open. */
export async function findKeptLongEnough(db: Db, now: Date, batch: Batch): Promise<readonly Due[]> {
  const { most, skip, addressDays, wordsDays } = batch
  const found: Due[] = []
  for (const [part, days, own, gone] of [
    ['address', addressDays, stores.keepAddressesDays, orders.erasedAt],
    ['words', wordsDays, stores.keepWordsDays, orders.wordsErasedAt],
  ] as const) {
    if (found.length > 0) continue
    const least = await leastOf(db, days, own)
    if (least === null) continue
    const kept = sql`case when ${own} = ${NO_END} then null else coalesce(${own}, ${days}::int) end`
    const before = sql`${now.toISOString()}::timestamptz - ${kept} * interval '1 day'`
    const due = await db
      .select({ id: orders.id })
      .from(orders)
      .innerJoin(stores, eq(stores.id, orders.storeId))
      .where(
        and(
          // The first alone can use the index.
          ...[isNull(gone), lt(orders.receivedAt, subDays(now, least)), sql`${orders.receivedAt} < ${before}`],
          ...[sql`${overAt} < ${before}`, sql`not exists (${toShip})`, sql`not exists (${openCase})`],
        ),
      )
      .orderBy(asc(orders.receivedAt), asc(orders.id))
      .limit(most)
      .offset(skip)
    found.push(...due.map(({ id }) => ({ order: id, parts: [part], why: 'time' as const })))
  }
  return found
}

/** The fewest days that anybody's are kept; null where all are kept for ever. */
async function leastOf(
  db: Db,
  days: number | null,
  own: typeof stores.keepAddressesDays | typeof stores.keepWordsDays,
): Promise<number | null> {
  const [found] = await db
    .select({ least: min(own) })
    .from(stores)
    .where(gt(own, NO_END))
  const all = [days, found?.least ?? null].filter(one => one !== null)
  return all.length > 0 ? Math.min(...all) : null
}
