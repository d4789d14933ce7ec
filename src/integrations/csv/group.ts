import type { RefusedRow } from '../../kernel/shapes/importer.ts'
import { plainNumber } from '../../kernel/words/plain.ts'
import { cut, inFigures } from '../../kernel/words/text.ts'
import { readId } from './cells.ts'
import { type Column, ofTheOrder } from './columns.ts'
import { type ExportForm, heading } from './export-form.ts'
import type { CsvRow, Table } from './rows.ts'

/** Rows of one order at most, as many as the lines that Waybill takes. */
const MOST_ITEMS = 1_000

/** The rows of one order, in the file's order. `head` has what concerns the whole order; it is among `rows`. */
export type Group = { number: string; head: CsvRow; rows: readonly CsvRow[] }

/**
 * Gathers rows into orders by their number, wherever in the file they stand, since people sort exports.
 * An order whose rows contradict each other is refused: two orders of one name must not become one parcel.
 */
export function group({ form, rows }: Pick<Table, 'form' | 'rows'>): {
  groups: readonly Group[]
  refused: readonly RefusedRow[]
} {
  const named = new Map<string, CsvRow[]>()
  const groups: Group[] = []
  const refused: RefusedRow[] = []
  for (const row of rows) {
    const number = plainNumber(row.cells.name ?? '')
    if (!number) refused.push({ row: row.row, order: null, why: nameless(form) })
    else if (named.has(number)) named.get(number)?.push(row)
    else named.set(number, [row])
  }
  const carried = ofTheOrder.filter(column => rows.some(({ cells }) => cells[column]))
  for (const [number, own] of named) {
    // A file without any such column has nothing to tell a first row by, except that it comes first.
    const heads = carried.length > 0 ? own.filter(({ cells }) => carried.some(column => cells[column])) : [own[0]]
    const [head, ...others] = heads.filter(row => row !== undefined)
    if (own[0] && own.length > MOST_ITEMS) {
      refused.push({ row: own[0].row, order: number, why: tooLong(own.length) })
      continue
    }
    const why = head ? firstQuarrel(form, head, others) : orphan
    if (head && !why) groups.push(together(number, head, own))
    else for (const { row } of own) refused.push({ row, order: number, why: why ?? orphan })
  }
  return { groups: withoutSharedIds(groups), refused }
}

const tooLong = (rows: number) =>
  `It has ${inFigures(rows)} rows. I take orders of at most ${inFigures(MOST_ITEMS)}: split it.`

function firstQuarrel(form: ExportForm, head: CsvRow, others: readonly CsvRow[]): string | undefined {
  for (const other of others) {
    const found = quarrel(form, head, other)
    if (found) return found
  }
  return undefined
}

/** An id that two orders of a file share was rounded by a spreadsheet: it says nothing of either. */
function withoutSharedIds(groups: readonly Group[]): readonly Group[] {
  const bearers = Map.groupBy(groups, ({ head }) => readId(head.cells.id))
  return groups.map(one => {
    const id = readId(one.head.cells.id)
    if (id === null || bearers.get(id)?.length === 1) return one
    const { id: _, ...cells } = one.head.cells
    const head = { ...one.head, cells }
    return { ...one, head, rows: one.rows.map(row => (row === one.head ? head : row)) }
  })
}

/** An order's own cells may stand on several of its rows, each with some of them: its head has them all. */
function together(number: string, first: CsvRow, rows: readonly CsvRow[]): Group {
  const cells = { ...first.cells }
  for (const column of ofTheOrder) {
    const told = rows.find(row => row.cells[column])?.cells[column]
    if (told) cells[column] = told
  }
  const head = { ...first, cells }
  return { number, head, rows: rows.map(row => (row === first ? head : row)) }
}

const nameless = (form: ExportForm) => `It does not say which order it belongs to: ${heading(form, 'name')} is empty.`
const orphan = 'It continues an order whose first row is not in this file.'

/** Why two rows that both have an order's own columns cannot be one order, or undefined when they can. */
function quarrel(form: ExportForm, head: CsvRow, other: CsvRow): string | undefined {
  const column = ofTheOrder.find(column => {
    const [one, two] = [head.cells[column], other.cells[column]]
    return one && two && one !== two
  })
  if (column) {
    const [one, two] = [head, other].map(
      ({ row, cells }) => `row ${row} says ${heading(form, column)} “${show(cells, column)}”`,
    )
    return `Two orders have the same ${heading(form, 'name')}: ${one}, ${two}.`
  }
  if (JSON.stringify(head.cells) !== JSON.stringify(other.cells)) return undefined
  return `Row ${other.row} repeats row ${head.row}: it may be the same order twice, or one item twice. Delete one of them.`
}

const show = (cells: CsvRow['cells'], column: Column) => cut(cells[column] ?? '', 40)
