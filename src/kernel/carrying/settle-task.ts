import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { instant, later } from '../ground/instant.ts'
import { tasks } from '../ground/tables.ts'
import type { ClaimedTask } from './claim-task.ts'

/**
 * It is done: gone, unless it was owed again meanwhile.
 * @returns how long ago it was owed, seconds; null where it is owed again
 */
export async function settleDone(db: Db, { id, version }: ClaimedTask): Promise<number | null> {
  const gone = await db
    .delete(tasks)
    .where(and(eq(tasks.id, id), eq(tasks.version, version)))
    .returning({ took: sql<number>`extract(epoch from now() - ${tasks.owedAt})::float8` })
  if (gone[0]) return Math.max(0, gone[0].took)
  await db.update(tasks).set({ attempts: 0, failingSince: null, why: null, reportedAt: null }).where(eq(tasks.id, id))
  return null
}

/**
 * It failed: it is due again after the pause, or given up (null). Where it was owed again meanwhile, it is due at once.
 * @returns since when it has failed.
 */
export async function settleFailed(
  db: Db,
  { id, version }: ClaimedTask,
  { why, pause, now }: { why: string; pause: number | null; now?: Date | undefined },
): Promise<{ since: Date; isKnown: boolean }> {
  const at = instant(now)
  const due = pause === null ? sql`'infinity'::timestamptz` : later(at, pause)
  const [row] = await db
    .update(tasks)
    .set({
      why,
      attempts: sql`${tasks.attempts} + 1`,
      failingSince: sql`coalesce(${tasks.failingSince}, ${at})`,
      dueAt: sql`case when ${tasks.version} = ${version} then ${due} else ${tasks.dueAt} end`,
    })
    .where(eq(tasks.id, id))
    .returning({ since: tasks.failingSince, reportedAt: tasks.reportedAt })
  return { since: row?.since ?? now ?? new Date(), isKnown: row?.reportedAt !== null }
}

/** It was put off, and nothing was done. @returns since when it waits. */
export async function settlePutOff(
  db: Db,
  { id }: ClaimedTask,
  { why, now }: { why: string; now?: Date | undefined },
): Promise<{ since: Date; isKnown: boolean }> {
  const [row] = await db
    .update(tasks)
    .set({ why, failingSince: sql`coalesce(${tasks.failingSince}, ${instant(now)})` })
    .where(eq(tasks.id, id))
    .returning({ since: tasks.failingSince, reportedAt: tasks.reportedAt })
  return { since: row?.since ?? now ?? new Date(), isKnown: row?.reportedAt !== null }
}

/** People are notified once; true the first time. */
export async function markReported(db: Db, id: number, now?: Date): Promise<boolean> {
  const first = and(eq(tasks.id, id), isNull(tasks.reportedAt))
  const rows = await db
    .update(tasks)
    .set({ reportedAt: instant(now) })
    .where(first)
    .returning({ id: tasks.id })
  return rows.length > 0
}
