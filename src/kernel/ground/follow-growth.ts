import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { rowsOf } from './rows-of.ts'

/** Smaller tables are read whole in any case, pages. */
const SMALL = 4

/**
 * Lets the database look at the tables that have doubled since it looked last. PostgreSQL does so by itself, but only
 * every minute, the embedded one never; until then it reads them row by row, as if they were as small as before.
 */
export async function followGrowth(db: Db): Promise<void> {
  const grown = await db.execute(sql`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and pg_relation_size(oid) >= 2 * greatest(relpages, ${SMALL}) * current_setting('block_size')::int
    order by relname`)
  const names = rowsOf(grown).map(({ name }) => sql.identifier(String(name)))
  // Who looks at one already need not be waited for.
  if (names.length > 0) await db.execute(sql`analyze (skip_locked) ${sql.join(names, sql`, `)}`)
}
