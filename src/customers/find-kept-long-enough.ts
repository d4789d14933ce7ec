import { subDays } from 'date-fns/subDays'
import { and, asc, isNull, lt, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { complaints } from '../complaints/tables.ts'
import type { Db } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
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

/** Orders that were over long enough ago, with nothing of them open. */
export async function findKeptLongEnough(db: Db, now: Date, batch: Batch): Promise<readonly Due[]> {
  const { most, skip, addressDays, wordsDays } = batch
  const found: Due[] = []
  for (const [part, days, gone] of [
    ['address', addressDays, orders.erasedAt],
    ['words', wordsDays, orders.wordsErasedAt],
  ] as const) {
    if (days === null || found.length > 0) continue
    const before = subDays(now, days)
    const due = await db
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          ...[isNull(gone), lt(orders.receivedAt, before), sql`${overAt} < ${before.toISOString()}::timestamptz`],
          ...[sql`not exists (${toShip})`, sql`not exists (${openCase})`],
        ),
      )
      .orderBy(asc(orders.receivedAt), asc(orders.id))
      .limit(most)
      .offset(skip)
    found.push(...due.map(({ id }) => ({ order: id, parts: [part], why: 'time' as const })))
  }
  return found
}
