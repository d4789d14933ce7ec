import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/**
 * The process's time, or the database's where that is earlier: what a clock that ran ahead for a moment forgets does not
 * come back.
 */
export async function noLaterThanDatabase(db: Db, now: Date): Promise<Date> {
  const ms = sql`extract(epoch from now()) * 1000`.mapWith(Number)
  const [row] = await db.select({ ms }).from(sql`(select 1) as one`)
  return new Date(Math.min(now.getTime(), row?.ms ?? now.getTime()))
}
