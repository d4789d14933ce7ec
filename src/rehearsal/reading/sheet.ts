import { Refusal } from '../../kernel/words/refusal.ts'
import { type Names, placesOf } from './columns.ts'
import type { TableFile, TableRow } from './table-file.ts'

/** A file by its columns. What a cell refuses, names the file, the line and the column. */
export type Sheet<Column extends string> = {
  has(column: Column): boolean
  rows: AsyncIterable<Cells<Column>>
}
export type Cells<Column extends string> = {
  line: number
  /** @throws Refusal where the cell is empty. */
  must<T>(column: Column, read: (text: string) => T): T
  /** Null where the cell is empty. */
  may<T>(column: Column, read: (text: string) => T): T | null
}

export function sheetOf<Column extends string>(file: TableFile, names: Names<Column>): Sheet<Column> {
  const places = placesOf(file.header, names)
  async function* rows(): AsyncGenerator<Cells<Column>> {
    for await (const row of file.rows) yield cellsOf(file, places, row)
  }
  return { has: column => places.has(column), rows: rows() }
}

function cellsOf<Column extends string>(
  { name, header }: TableFile,
  places: ReadonlyMap<Column, number>,
  { line, cells }: TableRow,
): Cells<Column> {
  const at = (column: Column) => places.get(column) ?? -1
  const where = (column: Column) => `${name}, line ${line}, “${header[at(column)] ?? column}”`
  const may = <T>(column: Column, read: (text: string) => T): T | null => {
    const text = cells[at(column)]
    if (text === undefined || NOTHING.test(text)) return null
    try {
      return read(text)
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`${where(column)}: ${error.message}`) : error
    }
  }
  const must = <T>(column: Column, read: (text: string) => T): T => {
    const value = may(column, read)
    if (value === null) throw new Refusal(`${where(column)} is empty.`)
    return value
  }
  return { line, must, may }
}

/** How people and databases write that there is nothing. */
const NOTHING = /^(|-+|–|—|n\/?a|null|none|nan|nat)$/i
