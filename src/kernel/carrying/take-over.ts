import { isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { instant, later } from '../ground/instant.ts'
import { inbox, lanes, leases, taskQueues } from '../ground/tables.ts'

/**
 * How long after its process was killed a message is looked for, ms: a chat is done by then with what had left, for nobody
 * tries any more.
 */
export const AFTER_DEATH = 3_000

/**
 * Frees all that a process before this one held, at once. Only for a database that one process owns: what held it is
 * dead, and not merely frozen, or it would own it still. What it had sent last may not have arrived yet: its lane waits
 * until that can be looked for.
 */
export async function takeOver(db: Db, now?: Date): Promise<void> {
  const at = instant(now)
  const nextAt = sql`greatest(${lanes.nextAt}, ${later(at, AFTER_DEATH)})`
  await db.update(lanes).set({ owner: null, leaseUntil: null, nextAt }).where(isNotNull(lanes.leaseUntil))
  await db.update(inbox).set({ leaseUntil: at }).where(isNull(inbox.doneAt))
  await db.update(taskQueues).set({ owner: null, leaseUntil: null })
  await db.delete(leases)
}
