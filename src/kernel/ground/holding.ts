import { getTableName, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db, Reads } from './db.ts'

/** A part of a customer's data, each with an end of its own: where parcels go, and what people wrote, with the files. */
export type DataPart = 'address' | 'words'

/** What erasing makes of a column: `kept` holds nothing of a customer's own. */
export type ColumnFate = 'kept' | DataPart

/** Everything about an order, by what tables call it. */
export type OrderScope = {
  orders: readonly string[]
  purchaseOrders: readonly string[]
  cases: readonly string[]
  /** What the journal's facts are about: those ids, and the orders as their store calls them. */
  about: readonly string[]
  /** The ids of cards on the board. */
  messages: readonly string[]
  /** As people say them: `1042`, `1042-A`, `C12`. */
  numbers: readonly string[]
}

export type Erasing = { db: Db; scope: OrderScope; parts: readonly DataPart[]; now: Date }

/** What a table may hold of a customer's own, column by column, which rows those are, and how they are erased. */
export type Holding = {
  table: PgTable
  columns: Readonly<Record<string, ColumnFate>>
  /** Its rows about an order; none where it has none, or they are gone as soon as they have served. */
  rows?(scope: OrderScope): SQL | undefined
  /** Selects the ids of the files that such rows name, as texts. */
  files?(which: SQL): SQL
  /** What a column becomes that can't be empty. */
  becomes?: Readonly<Record<string, SQL>>
  /** The rows themselves go, with the words. */
  rowsGo?: true
  /** In place of emptying columns. @returns how many fields held something */
  erase?(erasing: Erasing): Promise<number>
  /** What it holds, for who asks what is known of them; none where another table holds the same. */
  read?(db: Reads, scope: OrderScope): Promise<readonly object[]>
}

type Loose = 'PgText' | 'PgJsonb' | 'PgCustomColumn'
type Columns<T extends PgTable> = T['_']['columns']
/** The columns that could hold anything. */
type LooseColumn<T extends PgTable> = {
  [K in keyof Columns<T>]: Columns<T>[K]['_']['columnType'] extends Loose ? K : never
}[keyof Columns<T>]

/** Declares what a table holds; a text that nobody decided on doesn't compile. */
export function holding<T extends PgTable>(
  table: T,
  columns: Readonly<Record<LooseColumn<T>, ColumnFate>>,
  more: Omit<Holding, 'table' | 'columns'> = {},
): Holding {
  return { table, columns, ...more }
}

const byTable = new Map<string, Holding>()

/** Adds to the one map of where personal data is. */
export function registerHoldings(all: readonly Holding[]): void {
  for (const one of all) byTable.set(getTableName(one.table), one)
}

/** The map, table by table. */
export function allHoldings(): readonly Holding[] {
  return [...byTable.values()]
}
