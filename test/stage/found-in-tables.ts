import { sql } from 'drizzle-orm'
import type { Db } from '../../src/kernel/ground/db.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'

export type LooseColumn = { table: string; column: string; type: string }

/** Every column that could hold anything, as the database itself names them: a new table is looked at unasked. */
export async function looseColumns(db: Db): Promise<readonly LooseColumn[]> {
  const found = await db.execute(sql`select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public' and data_type not in ('integer', 'bigint', 'smallint', 'boolean', 'uuid', 'date',
      'timestamp with time zone') order by table_name, ordinal_position`)
  return rowsOf(found).map(row => ({
    ...{ table: String(row.table_name), column: String(row.column_name), type: String(row.data_type) },
  }))
}

/** Where something planted is found, files' bytes included: `ship_tos.street: …`. */
export async function foundInTables(db: Db, planted: RegExp): Promise<readonly string[]> {
  const places: string[] = []
  for (const { table, column, type } of await looseColumns(db)) {
    const name = sql.identifier(column)
    const text = type === 'bytea' ? sql`encode(${name}, 'escape')` : sql`${name}::text`
    const rows = rowsOf(
      await db.execute(sql`select ${text} as text from ${sql.identifier(table)} where ${text} ~* ${planted.source}`),
    )
    if (rows.length > 0) places.push(`${table}.${column}: ${String(rows[0]?.text).slice(0, 300)}`)
  }
  return places
}
