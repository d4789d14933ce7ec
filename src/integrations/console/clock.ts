import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { consoleClock } from './tables.ts'

const ONLY = 1

/** The statement part that moves the clock on; writers take their revision from here. */
export function tick(db: Db) {
  return db.$with('tick').as(
    db
      .insert(consoleClock)
      .values({ id: ONLY, revision: 1 })
      .onConflictDoUpdate({ target: consoleClock.id, set: { revision: sql`${consoleClock.revision} + 1` } })
      .returning({ revision: consoleClock.revision }),
  )
}

/** The revision of the newest change that everybody can see. */
export async function readClock(db: Db): Promise<number> {
  const [row] = await db.select({ revision: consoleClock.revision }).from(consoleClock)
  return row?.revision ?? 0
}
