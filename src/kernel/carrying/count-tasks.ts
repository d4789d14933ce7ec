import { sql } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { tasks } from '../ground/tables.ts'

/** How long the oldest task of each kind has been failing, seconds; 0 where all that is owed is being done. */
export async function ageOfTasks(db: Reads): Promise<ReadonlyMap<string, number>> {
  const age = sql<number>`coalesce(extract(epoch from now() - min(${tasks.failingSince})), 0)::float8`
  const rows = await db.select({ name: tasks.name, age }).from(tasks).groupBy(tasks.name)
  return new Map(rows.map(({ name, age }) => [name, Math.max(0, age)]))
}

/** How many tasks of each kind are owed. */
export async function countTasks(db: Reads): Promise<ReadonlyMap<string, number>> {
  const rows = await db.select({ name: tasks.name, owed: sql<number>`count(*)::int` }).from(tasks).groupBy(tasks.name)
  return new Map(rows.map(({ name, owed }) => [name, owed]))
}
