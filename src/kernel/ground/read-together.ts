import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Reads } from './db.ts'
import { type Placeholders, placeholders, statement } from './statement.ts'

type Row = Readonly<Record<string, unknown>>
/** A table, which of its rows, and what comes after that: an order in which they are locked. */
export type ReadParts = Record<string, readonly [PgTable, SQL | undefined, SQL?]>
type Rows<P extends ReadParts> = { [K in keyof P]: InferSelectModel<P[K][0]>[] }

/** Rows of several tables in one statement, each as a `select` of its table would give it, in no order. */
export async function readTogether<P extends ReadParts>(db: Reads, parts: P): Promise<Rows<P>> {
  const read = Object.entries(parts).map(async ([name, [table, which, rest]]) => {
    const { head, read } = formOf(table)
    const rows = await readSelect(db, sql`${head} ${which ?? sql`true`} ${rest}`)
    return [name, rows.map(read)]
  })
  return Object.fromEntries(await Promise.all(read))
}

/** The same of which the text is put together once: `build` says what is read of what is named. */
export function readingTogether<Name extends string, P extends ReadParts>(
  build: (named: Placeholders<Name>) => P,
): (db: Reads, given: Readonly<Record<Name, unknown>>) => Promise<Rows<P>> {
  // At its first use: what nouns register as modules load is in it by then.
  const know = () =>
    Object.entries(build(placeholders)).map(([name, [table, which, rest]]) => {
      const { head, read } = formOf(table)
      return { name, read, select: statement<Name>(() => sql`${head} ${which ?? sql`true`} ${rest}`) }
    })
  let known: ReturnType<typeof know> | null = null
  return async (db, given) => {
    known ??= know()
    const all = known.map(async ({ name, read, select }) => {
      const rows = await readSelect(db, select(given))
      return [name, rows.map(read)]
    })
    return Object.fromEntries(await Promise.all(all))
  }
}

/** What was asked for since the last statement was sent, and the rows of each. */
type Breath = { asked: SQL[]; answer: Promise<readonly Row[][]> }
const breaths = new WeakMap<Reads, Breath>()

/**
 * Rows of a select of our own text, each as JSON in its column `held`, in no order. What is asked for in one breath, by
 * `Promise.all`, is one statement, however many functions ask.
 */
export async function readSelect(db: Reads, select: SQL): Promise<readonly Row[]> {
  const breath = breaths.get(db) ?? begin(db)
  const place = breath.asked.push(select) - 1
  return (await breath.answer)[place] ?? []
}

function begin(db: Reads): Breath {
  const asked: SQL[] = []
  const answer = Promise.resolve().then(() => {
    breaths.delete(db)
    return send(db, asked)
  })
  const breath = { asked, answer }
  breaths.set(db, breath)
  return breath
}

async function send(db: Reads, asked: readonly SQL[]): Promise<readonly Row[][]> {
  const selects = asked.map(
    (select, place) => sql`select ${sql.raw(String(place))} as part, held from (${select}) as own`,
  )
  const rows = await db
    .select({ part: sql<number>`part`, held: sql<Row>`held` })
    .from(sql`(${sql.join(selects, sql` union all `)}) as parts`)
  const answer: Row[][] = asked.map(() => [])
  for (const { part, held } of rows) answer[part]?.push(held)
  return answer
}

/** A row of a table that came as JSON, as a `select` of it would give it. */
export function asSelected<T extends PgTable>(table: T, held: Row): InferSelectModel<T> {
  return formOf(table).read(held) as InferSelectModel<T>
}

/** How rows of a table are asked for, and what a select makes of one: both are found once, for there are thousands. */
type Form = { head: SQL; read: (held: Row) => Row }
const forms = new WeakMap<PgTable, Form>()

function formOf(table: PgTable): Form {
  const form = forms.get(table) ?? { head: headOf(table), read: readerOf(table) }
  forms.set(table, form)
  return form
}

const headOf = (table: PgTable) => statement(() => sql`select to_json(${table}) as held from ${table} where`)({})

function readerOf(table: PgTable): Form['read'] {
  const columns = Object.entries(getTableColumns(table))
  return held => {
    const row: Record<string, unknown> = {}
    for (const [key, column] of columns) {
      const value = held[column.name] ?? null
      row[key] = value === null ? null : column.mapFromDriverValue(value)
    }
    return row
  }
}
