import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'

/** How long the database takes to answer nothing, seconds. */
export async function timeAnswer({ db }: Pick<Database, 'db'>): Promise<number> {
  const began = performance.now()
  await db.execute(sql`select 1`)
  return (performance.now() - began) / 1_000
}
