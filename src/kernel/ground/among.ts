import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { statement } from './statement.ts'

/**
 * Whether a column is one of these values: one parameter and one text however many they are, so that the statement is
 * parsed once. An array: an index looks each of them up.
 */
export function among(column: PgColumn, values: readonly string[]): SQL {
  const known = oneOf.get(column) ?? lookUp(column)
  oneOf.set(column, known)
  return known({ values: JSON.stringify(values) })
}

/** The same in a statement that is put together once: of what it is given as a JSON array. */
export function amongNamed(column: PgColumn, values: Placeholder): SQL {
  return sql`${column} = any(array(
    select value::${sql.raw(column.getSQLType())} from jsonb_array_elements_text(${values}::jsonb)))`
}

const oneOf = new WeakMap<PgColumn, ReturnType<typeof lookUp>>()

function lookUp(column: PgColumn) {
  return statement<'values'>(({ values }) => amongNamed(column, values))
}

/**
 * Whether a column is one of what a select finds: that is found once, and an index looks each of them up, no matter what the
 * planner believes of a table that was empty when the statement was prepared.
 */
export function amongThose(column: PgColumn, select: SQLWrapper): SQL {
  return sql`${column} = any(array(${select}))`
}
