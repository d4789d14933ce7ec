import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { isId } from '../words/id.ts'

/** Where a page begins: `>id` after that row, `<id` before it. */
export const listPlace = z.string().refine(text => /^[<>]/.test(text) && isId(text.slice(1)), {
  error: 'is not a place in a list: begin with its first page',
})

/** A list's order: by a moment, then by the id. Null moments are in no such list. */
export type Keys = { table: PgTable; id: PgColumn; at: PgColumn; newestFirst: boolean }
/** Part of a list, how many rows the whole has (null: very many), and where the pages next to it begin; null for none. */
export type ListPage<Row> = { rows: readonly Row[]; all: number | null; next: string | null; back: string | null }

/** What a query asks for a page: which rows, in which order, and one more than fit, so that it is known whether more follow. */
export type ListPart = { where: SQL | undefined; orderBy: readonly SQL[]; limit: number }

/** Which part of a list a page is. What it costs does not depend on how far in the list it is. Pure. */
export function partAt({ table, id, at, newestFirst }: Keys, begins: string | undefined, most: number): ListPart {
  const down = newestFirst !== isBack(begins)
  const row = begins?.slice(1)
  const moment = sql`(select ${at} from ${table} where ${id} = ${row})`
  const beyond = down
    ? sql`(${at}, ${id}) < (${moment}, ${row}::uuid)`
    : sql`(${at}, ${id}) > (${moment}, ${row}::uuid)`
  return {
    where: row ? beyond : undefined,
    orderBy: down ? [desc(at), desc(id)] : [asc(at), asc(id)],
    limit: most + 1,
  }
}

/** The page that was found so, in the list's order. Pure. */
export function pageOf<Row>(
  found: readonly Row[],
  {
    all,
    begins,
    most,
    idOf,
  }: { all: number | null; begins: string | undefined; most: number; idOf: (row: Row) => string },
): ListPage<Row> {
  const fitting = found.slice(0, most)
  const back = isBack(begins)
  const rows = back ? fitting.toReversed() : fitting
  const more = found.length > most
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    ...{ rows, all },
    next: last && (back || more) ? `>${idOf(last)}` : null,
    back: first && (back ? more : begins) ? `<${idOf(first)}` : null,
  }
}

const isBack = (begins: string | undefined) => begins?.startsWith('<') === true
