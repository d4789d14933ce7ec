import { and, getTableColumns, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Erasing, Holding } from '../kernel/ground/holding.ts'
import { rowsOf } from '../kernel/ground/rows-of.ts'
import { ERASED_TEXT } from '../kernel/words/erased.ts'

/**
 * Empties the columns of a table that hold a part of a customer's data, in the rows about an order.
 * @returns how many fields held something
 */
export async function emptyRows(holding: Holding, erasing: Erasing): Promise<number> {
  const { db, scope, parts } = erasing
  const which = holding.rows?.(scope)
  if (!which) return 0
  const columns = heldColumns(holding).filter(({ part }) => parts.includes(part))
  if (columns.length === 0) return 0
  const held = columns.map(({ column, empty }) => sql`(${column} is distinct from ${empty})`)
  const sum = sql.join(
    held.map(one => sql`sum(${one}::int)`),
    sql` + `,
  )
  const some = and(which, or(...held))
  const [counted] = rowsOf(
    await db.execute(sql`select coalesce(${sum}, 0)::int as fields from ${holding.table} where ${some}`),
  )
  const fields = Number(counted?.fields ?? 0)
  if (holding.rowsGo) await db.delete(holding.table).where(which)
  else if (fields > 0)
    await db
      .update(holding.table)
      .set(Object.fromEntries(columns.map(({ key, empty }) => [key, empty])))
      .where(some)
  return fields
}

/** The columns that hold something of a customer's, each with its part and with what it is when it is empty. */
export function heldColumns({ table, columns, becomes }: Holding) {
  const all = getTableColumns(table) as Record<string, PgColumn>
  return Object.entries(columns).flatMap(([key, part]) => {
    const column = all[key]
    return column && part !== 'kept' ? [{ key, part, column, empty: becomes?.[key] ?? emptyOf(column) }] : []
  })
}

function emptyOf(column: PgColumn): SQL {
  if (!column.notNull) return sql`null`
  return column.columnType === 'PgJsonb' ? sql`'[]'::jsonb` : sql`${ERASED_TEXT}::text`
}
