import { type Placeholder, type SQL, sql } from 'drizzle-orm'

/**
 * A moment within a statement: the given one, else the database's own clock. Deadlines that several processes believe
 * are written and read by that one clock; those of the processes need not agree, and may jump.
 */
export function instant(now?: Date): SQL {
  return now ? sql`${now.toISOString()}::timestamptz` : sql`now()`
}

/** The same in a statement that is put together once: of what it is given as ISO text, or null. */
export function instantNamed(now: Placeholder): SQL {
  return sql`coalesce(${now}::timestamptz, now())`
}

/**
 * How far apart the moments of two statements may be that meet at a row, ms: one that began earlier reads what a later one
 * has just written. PostgreSQL lets a statement last for 30 s.
 */
const APART = 30_000

/** The last moment that something may end which lasts so many ms and was written by now; what ends later was written by a clock that was ahead. */
export function latestEnd(at: SQL, lasts: number): SQL {
  return later(at, lasts + APART)
}

/** So many ms after it, or before it. */
export function later(at: SQL, ms: number | Placeholder): SQL {
  return sql`${at} + ${ms} * interval '1 millisecond'`
}
