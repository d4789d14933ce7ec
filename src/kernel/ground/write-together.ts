import { getTableColumns, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Db } from './db.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows of one table, all with the same columns. With a `key`, one that stands under it is changed to it. */
export type Writing = { into: PgTable; rows: readonly Row[]; key?: PgColumn }

/** Writes rows of several tables in one statement; however many they are, its text is the same. */
export async function writeTogether(db: Db, all: readonly Writing[]): Promise<void> {
  const parts = all.filter(({ rows }) => rows.length > 0)
  if (parts.length === 0) return
  const inserts = parts.map((part, at) => sql`${sql.raw(`part${at}`)} as (${insert(part)})`)
  await db.execute(sql`with ${sql.join(inserts, sql`, `)} select`)
}

function insert({ into, rows, key }: Writing) {
  const columns = getTableColumns(into)
  const names = Object.keys(rows[0] ?? {}).map(field => [field, columns[field]?.name ?? field] as const)
  const list = (of: (column: string) => string) => sql.raw(names.map(([, column]) => of(`"${column}"`)).join(', '))
  const told = rows.map(row => Object.fromEntries(names.map(([field, column]) => [column, row[field] ?? null])))
  const table = sql.raw(`"${getTableConfig(into).name}"`)
  const all = list(column => column)
  const change = key
    ? sql` on conflict (${sql.raw(`"${key.name}"`)}) do update set ${list(column => `${column} = excluded.${column}`)}`
    : sql``
  return sql`insert into ${table} (${all})
    select ${all} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(told)}::jsonb)${change}`
}
