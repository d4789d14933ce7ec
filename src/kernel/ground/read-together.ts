import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Reads } from './db.ts'

type Row = Readonly<Record<string, unknown>>
/** A table, which of its rows, and what comes after that: an order in which they are locked. */
type Parts = Record<string, readonly [PgTable, SQL | undefined, SQL?]>
type Rows<P extends Parts> = { [K in keyof P]: InferSelectModel<P[K][0]>[] }

/** Rows of several tables in one statement, each as a `select` of its table would give it, in no order. */
export async function readTogether<P extends Parts>(db: Reads, parts: P): Promise<Rows<P>> {
  const read = Object.entries(parts).map(async ([name, [table, which, rest]]) => {
    const whole = sql`select to_json(${table}) as held from ${table} where ${which ?? sql`true`}`
    const rows = await readSelect(db, rest ? sql`${whole} ${rest}` : whole)
    return [name, rows.map(row => asSelected(table, row))]
  })
  return Object.fromEntries(await Promise.all(read))
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

const readers = new WeakMap<PgTable, (held: Row) => Row>()

function asSelected(table: PgTable, held: Row): Row {
  const read = readers.get(table) ?? reader(table)
  readers.set(table, read)
  return read(held)
}

/** What a select makes of a table's row: the columns are looked up once, for there are thousands of rows. */
function reader(table: PgTable): (held: Row) => Row {
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
