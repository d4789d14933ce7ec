import { and, asc, eq, lte, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Db } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'

/** How much is looked at in one go; `skip` leaves so many at the head, which failed before. */
export const Batch = z.object({ most: z.int().min(1).max(500).default(100), skip: z.int().min(0).default(0) })
export type Batch = z.output<typeof Batch>

/** A clock that rows of a table carry, each row about an order. */
export type DueClock = { table: PgTable; id: PgColumn; orderId: PgColumn; at: PgColumn; only?: SQL }

/**
 * The ids of the rows whose time has come, the longest due first. Their orders are locked until the transaction ends,
 * as
 * every verb locks them first; what somebody else is at is left for the next time. Read the rows again under the lock.
 */
export async function lockDue(
  db: Db,
  { table, id, orderId, at, only }: DueClock,
  now: Date,
  { most, skip }: Batch,
): Promise<string[]> {
  const taken = await db
    .select({ id })
    .from(table)
    .innerJoin(orders, eq(orders.id, orderId))
    .where(and(lte(at, now), only))
    .orderBy(asc(at), asc(id))
    .limit(most)
    .offset(skip)
    .for('update', { of: orders, skipLocked: true })
  return taken.map(row => String(row.id))
}
