import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Reads } from './db.ts'

type Parts = Record<string, readonly [PgTable, SQL | undefined]>
type Rows<P extends Parts> = { [K in keyof P]: InferSelectModel<P[K][0]>[] }

/** Rows of several tables in one statement, each as a `select` of its table would give it, in no order. */
export async function readTogether<P extends Parts>(db: Reads, parts: P): Promise<Rows<P>> {
  const selects = Object.entries(parts).map(
    ([name, [table, which]]) =>
      sql`select ${sql.raw(`'${name}'`)} as part, to_json(${table}) as held from ${table} where ${which}`,
  )
  const rows = await db
    .select({ part: sql<string>`part`, held: sql<Record<string, unknown>>`held` })
    .from(sql`(${sql.join(selects, sql` union all `)}) as parts`)
  const read = Object.entries(parts).map(([name, [table]]) => {
    const own = rows.filter(({ part }) => part === name)
    return [name, own.map(({ held }) => asSelected(table, held))]
  })
  return Object.fromEntries(read)
}

function asSelected(table: PgTable, held: Record<string, unknown>): Record<string, unknown> {
  const columns = Object.entries(getTableColumns(table))
  return Object.fromEntries(
    columns.map(([key, column]) => {
      const value = held[column.name] ?? null
      return [key, value === null ? null : column.mapFromDriverValue(value)]
    }),
  )
}
