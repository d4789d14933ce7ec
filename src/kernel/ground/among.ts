import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/**
 * Whether a column is one of these values: one parameter and one text however many they are, so that the statement is
 * parsed once. An array: an index looks each of them up.
 */
export function among(column: PgColumn, values: readonly string[]): SQL {
  const type = sql.raw(column.getSQLType())
  return sql`${column} = any(array(select value::${type} from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`
}

/**
 * Whether a column is one of what a select finds: that is found once, and an index looks each of them up, no matter what the
 * planner believes of a table that was empty when the statement was prepared.
 */
export function amongThose(column: PgColumn, select: SQLWrapper): SQL {
  return sql`${column} = any(array(${select}))`
}
