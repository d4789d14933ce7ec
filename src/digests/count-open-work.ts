import { addHours } from 'date-fns/addHours'
import { and, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { listedCases } from '../cases/listed-cases.ts'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { isWaiting, mails } from '../mails/tables.ts'
import { openChangeCases } from '../order-desk/change-cases.ts'
import { orders } from '../orders/tables.ts'
import { isToAcknowledge, isToShip, purchaseOrders } from '../purchase-orders/tables.ts'
import { parcelTroubles } from '../troubles/tables.ts'

/** A purchase order presses once its supplier has no longer than this to say yes, hours: before, nobody need ask. */
const SOON = 4

/** How much of each is open, in one look: each count is answered by an index over what is open alone. */
export async function countOpenWork(db: Reads, now: Date) {
  const soon = and(isToAcknowledge, lte(purchaseOrders.acknowledgeBy, addHours(now, SOON)))
  const [counted] = await db
    .select({
      unacknowledged: counts(purchaseOrders, isToAcknowledge),
      acknowledgeSoon: counts(purchaseOrders, soon),
      toShip: counts(purchaseOrders, isToShip),
      held: counts(orders, and(isNotNull(orders.heldAt), isNull(orders.cancelledAt))),
      changes: counts(cases, openChangeCases),
      unowned: counts(cases, listedCases('unowned', waybill, now)),
      overdue: counts(cases, listedCases('overdue', waybill, now)),
      parcels: counts(parcelTroubles, isNull(parcelTroubles.endedAt)),
      mails: counts(mails, isWaiting),
    })
    .from(sql`(values (1)) as one`)
  if (!counted) throw new Error('nothing was counted')
  return counted
}

/**
 * How many cases nobody looks after, how many answers are overdue, and how many customers’ mails nobody has acted on: the
 * staff's alone, none for a supplier.
 */
export type OpenCases = { unowned: number; overdue: number; mails: number }

/** The same counts as on the overview, for the digest of the staff (null) or of a supplier. */
export async function casesOfDigest(db: Reads, supplierId: string | null, now: Date): Promise<OpenCases> {
  if (supplierId) return { unowned: 0, overdue: 0, mails: 0 }
  const { unowned, overdue, mails: waiting } = await countOpenWork(db, now)
  return { unowned, overdue, mails: waiting }
}

const counts = (table: PgTable, which: SQL | undefined) =>
  sql`(select count(*) from ${table} where ${which})`.mapWith(Number)
