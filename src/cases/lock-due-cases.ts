import { and, asc, inArray, isNull, lte } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { lockDue } from './lock-due.ts'
import { type Case, cases } from './tables.ts'

/**
 * The cases whose escalations have to speak now, the longest due first, their orders locked until the transaction ends.
 * What somebody else is at is left for the next time.
 */
export async function lockDueCases(db: Db, now: Date, most: number, skip: number): Promise<readonly Case[]> {
  const due = and(lte(cases.nextAt, now), isNull(cases.closedAt))
  const clock = { table: cases, id: cases.id, orderId: cases.orderId, at: cases.nextAt, only: isNull(cases.closedAt) }
  const ids = await lockDue(db, clock, now, { most, skip })
  if (ids.length === 0) return []
  // Read again under the lock: somebody may have answered between our look and our lock.
  return db
    .select()
    .from(cases)
    .where(and(inArray(cases.id, ids), due))
    .orderBy(asc(cases.nextAt), asc(cases.id))
}
