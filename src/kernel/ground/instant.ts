import { type SQL, sql } from 'drizzle-orm'

/**
 * A moment within a statement: the given one, else the database's own clock. Deadlines that several processes believe
 * are written and read by that one clock; those of the processes need not agree, and may jump.
 */
export function instant(now?: Date): SQL {
  return now ? sql`${now.toISOString()}::timestamptz` : sql`now()`
}

/** So many ms after it, or before it. */
export function later(at: SQL, ms: number): SQL {
  return sql`${at} + ${ms} * interval '1 millisecond'`
}
