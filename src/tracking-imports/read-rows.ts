import type { SheetRow } from '../kernel/sheets/text-cells.ts'
import { plain } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { inFigures } from '../kernel/words/text.ts'
import { findCarrier, numbersIn, recognise } from '../shipments/carriers.ts'
import { bareNumber } from '../shipments/tracking-number.ts'
import { readHeadings, type TrackingColumn } from './headings.ts'

/** Most rows of one import. */
export const MOST_ROWS = 2_000

/** A parcel as a row tells it, each part as it was written; empty where the row does not say. */
export type ReadRow = { row: number; purchaseOrder: string; number: string; carrier: string; pieces: string }

/** `1042-A`, `#1042-A`, `1042-A@hunt`, `EU-1042-B` */
const PURCHASE_ORDER =
  /(?<![\p{L}\p{N}_./-])[#№]?(?=[^\s,;]*\d)[\p{L}\p{N}][\p{L}\p{N}_./]*(?:-[\p{L}\p{N}_./]+)*-[A-Z]{1,2}(?:@[\p{L}\p{N}_.-]+(?:\/\d+)?)?(?![\p{L}\p{N}_/-])/iu
/** `LAMP-OAK x2`, `#1 × 3` */
const PIECES = /(?<!\S)(?:#\d{1,3}|[\p{L}\p{N}][\p{L}\p{N}._/-]*)\s+[x×]\s?\d{1,5}(?![\p{L}\p{N}])/giu
/** What people write between the parts. */
const BETWEEN = /[\s,;|:=→>–—-]+/

/**
 * Reads the parcels of a table: by its headings where it has them, else by what each row holds, in any order. Words around
 * a table are skipped. Pure.
 * @throws Refusal where there are none, or more than 2,000.
 */
export function readTrackingRows(table: readonly SheetRow[]): readonly ReadRow[] {
  const at = table.findIndex(({ cells }) => readHeadings(cells) !== null)
  const columns = at < 0 ? null : readHeadings(table[at]?.cells ?? [])
  const rows = columns ? table.slice(at + 1).map(row => underHeadings(row, columns)) : table.flatMap(byContent)
  const parcels = rows.filter(one => one.purchaseOrder || one.number)
  if (parcels.length === 0)
    throw new Refusal('I find no tracking numbers here. Write a parcel a line, such as 1042-A 1Z999AA10123456784.')
  if (parcels.length > MOST_ROWS)
    throw new Refusal(`There are ${inFigures(parcels.length)} rows. Send at most ${inFigures(MOST_ROWS)} at a time.`)
  return joined(table.length > 1 ? parcels : parcels.map((one, index) => ({ ...one, row: index + 1 })))
}

function underHeadings({ row, cells }: SheetRow, columns: Partial<Record<TrackingColumn, number>>): ReadRow {
  const under = (column: TrackingColumn) => unquoted(cells[columns[column] ?? -1] ?? '')
  const [sku, quantity] = [under('sku'), under('quantity').replace(/\.0+$/, '')]
  const pieces = under('pieces') || (sku && columns.quantity !== undefined && quantity ? `${sku} x${quantity}` : '')
  return { row, purchaseOrder: under('purchaseOrder'), number: under('number'), carrier: under('carrier'), pieces }
}

/** Spreadsheets' ways of keeping text as it is: `'01234` and `="01234"`. */
const unquoted = (cell: string) =>
  cell
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'/, '')
    .trim()

/** A row without headings; nothing of one that names no parcel at all: words around the table. */
function byContent({ row, cells }: SheetRow): readonly ReadRow[] {
  const filled = cells.map(unquoted).filter(Boolean)
  return filled.length > 2 ? parcelIn(row, filled) : apart(filled.join(' ')).flatMap(text => parcelIn(row, [text]))
}

/** Several parcels in one line, as chats make of several lines: each with its purchase order before or behind it. */
function apart(text: string): readonly string[] {
  const every = [...text.matchAll(new RegExp(PURCHASE_ORDER, 'giu'))]
  if (every.length < 2) return [text]
  const isBehind = (every[0]?.index ?? 0) > 0 && numbersIn(text.slice(0, every[0]?.index)).length > 0
  const cuts = isBehind ? every.map(one => one.index + one[0].length) : every.slice(1).map(one => one.index)
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index]))
}

function parcelIn(row: number, filled: readonly string[]): readonly ReadRow[] {
  const text = plain(filled.join(' '))
  const inside = [...text.matchAll(PIECES)].map(([found]) => found)
  const rest = inside.reduce((left, one) => left.replace(one, ' '), text)
  const [purchaseOrder = ''] = PURCHASE_ORDER.exec(rest) ?? []
  const number =
    filled.length > 2
      ? numberCell(filled.filter(cell => !cell.includes(purchaseOrder || '\n')))
      : trimmed(rest.replace(purchaseOrder, ' '))
  if (!purchaseOrder && !recognise(number).candidates.length) return []
  const carrier = filled.length > 2 ? (filled.find(cell => cell !== number && findCarrier(cell)) ?? '') : ''
  return [{ row, purchaseOrder, number, carrier, pieces: inside.join(', ') }]
}

/** The cell that a carrier could have written, else the one with the most digits. */
function numberCell(cells: readonly string[]): string {
  const digits = (cell: string) => cell.replace(/\D/g, '').length
  const known = cells.find(cell => recognise(cell).candidates.length > 0)
  const most = cells.toSorted((one, two) => digits(two) - digits(one))[0] ?? ''
  return known ?? (digits(most) >= 6 || /E\+\d/i.test(most) ? most : '')
}

const trimmed = (text: string) => text.replace(new RegExp(`^${BETWEEN.source}|${BETWEEN.source}$`, 'g'), '').trim()

/** Rows of one parcel, a row for each line inside, are one parcel. */
function joined(rows: readonly ReadRow[]): readonly ReadRow[] {
  const parcels = new Map<string, ReadRow>()
  for (const one of rows) {
    const key = `${one.purchaseOrder.toLowerCase()} ${bareNumber(one.number) || one.row}`
    const before = parcels.get(key)
    const pieces = before ? [before.pieces, one.pieces] : []
    if (before && pieces.every(Boolean)) parcels.set(key, { ...before, pieces: pieces.join(', ') })
    else parcels.set(before ? `${key} ${one.row}` : key, one)
  }
  return [...parcels.values()]
}
