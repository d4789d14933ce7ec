import type { SheetRow } from '../kernel/sheets/text-cells.ts'
import { plain } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { inFigures } from '../kernel/words/text.ts'

/** The columns of a table of suppliers and their SKUs, as it is taken out; a row with a SKU is that SKU's. */
export const SUPPLIER_COLUMNS = {
  supplier: 'Supplier',
  sku: 'SKU',
  zone: 'Time zone',
  shipHours: 'Ships within (hours)',
  instructions: 'Standing instructions',
} as const
type Column = keyof typeof SUPPLIER_COLUMNS

/** A row as it was written; what it does not say is empty. */
export type SupplierRow = { row: number } & Record<Column, string>

const MOST_ROWS = 5_000

/** What else people call a column. */
const ALSO: Readonly<Record<Column, readonly string[]>> = {
  supplier: [
    'supplier name',
    'name',
    'vendor',
    'lieferant',
    'fournisseur',
    'proveedor',
    'fornitore',
    '供应商',
    '供應商',
  ],
  sku: ['item sku', 'product sku', 'variant sku', 'artikelnummer', 'référence', '商品编码', '商品編碼'],
  zone: ['timezone', 'zone'],
  shipHours: ['ship hours', 'ships within'],
  instructions: ['instructions', 'notes'],
}

const fold = (text: string) =>
  plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Reads suppliers and their SKUs from a table whose first line names the columns. Pure.
 * @throws Refusal where it names no supplier, or has more than 5,000 rows.
 */
export function readSupplierTable([heads, ...table]: readonly SheetRow[]): readonly SupplierRow[] {
  const names = (heads?.cells ?? []).map(fold)
  const placeOf = (column: Column) => {
    const called = [SUPPLIER_COLUMNS[column], ...ALSO[column]].map(fold)
    return names.findIndex(name => called.includes(name))
  }
  if (placeOf('supplier') < 0)
    throw new Refusal(
      `The first line must name the columns: ${Object.values(SUPPLIER_COLUMNS).join(', ')}. Only Supplier is needed.`,
      'rows',
    )
  if (table.length === 0) throw new Refusal('There is nothing below the names of the columns.', 'rows')
  if (table.length > MOST_ROWS)
    throw new Refusal(
      `There are ${inFigures(table.length)} rows. Send at most ${inFigures(MOST_ROWS)} at a time.`,
      'rows',
    )
  const columns = Object.keys(SUPPLIER_COLUMNS) as Column[]
  const places = columns.map(column => [column, placeOf(column)] as const)
  return table.map(({ row, cells }) => {
    const read = places.map(([column, place]) => [column, unquoted(cells[place] ?? '')] as const)
    return { row, ...(Object.fromEntries(read) as Record<Column, string>) }
  })
}

/** Spreadsheets' and our own way of keeping a text from being a formula. */
const unquoted = (cell: string) => cell.replace(/^'/, '').trim()
