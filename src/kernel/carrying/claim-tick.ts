import { sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { cronRuns } from '../ground/tables.ts'

/** How long a tick is its taker's, s: processes whose clocks differ by less take each tick once. */
const TAKEN_FOR = 300
const lasts = sql.raw(`interval '${TAKEN_FOR} seconds'`)

/**
 * Takes a tick for this process; false when another has it. The time is the database's own: a process whose clock runs
 * ahead takes the ticks of an hour to come, and must not rob the others of that hour when it ends.
 * @param tick the job's name and the tick's time, as node-cron gives them.
 */
export async function claimTick(db: Db, tick: string): Promise<boolean> {
  const taken = await db
    .insert(cronRuns)
    .values({ tick, takenAt: sql`now()` })
    .onConflictDoUpdate({
      target: cronRuns.tick,
      set: { takenAt: sql`now()` },
      setWhere: sql`${cronRuns.takenAt} < now() - ${lasts}`,
    })
    .returning()
  return taken.length > 0
}

/** Forgets the ticks taken at a time that is yet to come: the clock was put back, and they come again. */
export async function forgetTicksAhead(db: Db): Promise<void> {
  await db.delete(cronRuns).where(sql`${cronRuns.takenAt} > now()`)
}
