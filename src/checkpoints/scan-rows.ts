import type { CarrierDetail, CarrierScan, CarrierTag } from '../kernel/shapes/feed.ts'
import type { SheetRow } from '../kernel/sheets/text-cells.ts'
import { plain } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { inFigures } from '../kernel/words/text.ts'
import { bareNumber } from '../shipments/tracking-number.ts'
import { timeAtPlace } from './time-at-place.ts'

/** Most rows of one list. */
const MOST_ROWS = 1_000

/** A row as it is read: what it says, or why it can't be read. */
export type ScanRow = { row: number; number: string } & ({ scan: CarrierScan; why: null } | { scan: null; why: string })

const COLUMNS = {
  number: [
    'tracking number',
    'tracking',
    'tracking no',
    'number',
    'parcel',
    'parcel number',
    'sendungsnummer',
    '运单号',
  ],
  status: ['status', 'event', 'scan', 'state', 'message', 'description'],
  at: ['time', 'date', 'datetime', 'timestamp', 'date time', 'when', 'at', 'event time', 'event date', 'scanned at'],
  place: ['place', 'city', 'location'],
  country: ['country', 'country code'],
} as const
type Column = keyof typeof COLUMNS

/** What carriers write, the more exact first. */
const STATUSES: readonly (readonly [RegExp, CarrierTag, CarrierDetail?])[] = [
  [/return|retour|back to sender/i, 'Exception', 'returning'],
  [/lost|missing/i, 'Exception', 'lost'],
  [/damag/i, 'Exception', 'damaged'],
  [/customs/i, 'Exception', 'customs'],
  [/refus/i, 'Exception', 'refused'],
  [/out ?for ?delivery/i, 'OutForDelivery'],
  [/attempt|failed|nobody home|undeliver/i, 'AttemptFail'],
  [/available|ready for (pick|collect)|awaiting (pick|collect)/i, 'AvailableForPickup'],
  [/deliver|zugestellt|livré|entregado/i, 'Delivered'],
  [/label|info|pre-?(advice|shipment)|announced/i, 'InfoReceived'],
  [/pick(ed)?[ -]?up|accept|collect|first scan|^scan(ned)?$/i, 'InTransit', 'accepted'],
  [/transit|depart|arriv|process|on the way|sort|hub/i, 'InTransit'],
  [/exception|problem|held/i, 'Exception'],
  [/expired/i, 'Expired'],
  [/pending|no news/i, 'Pending'],
]

/**
 * Reads a table of scans by its headings. Pure.
 * @param zone of times without one, where the row names no place
 * @throws Refusal for a table without headings, and for too many rows.
 */
export function readScanRows(table: readonly SheetRow[], zone: string): readonly ScanRow[] {
  const at = table.findIndex(({ cells }) => columnsIn(cells) !== null)
  const columns = columnsIn(table[at]?.cells ?? [])
  if (!columns)
    throw new Refusal('I need headings: a tracking number, a status and a time. A place and a country help.', 'rows')
  const rows = table.slice(at + 1).filter(({ cells }) => cells.some(cell => cell.trim()))
  if (rows.length > MOST_ROWS) throw new Refusal(`Send at most ${inFigures(MOST_ROWS)} rows at a time.`, 'rows')
  return rows.map(({ row, cells }) => readRow(row, name => plain(cells[columns[name] ?? -1] ?? ''), zone))
}

function readRow(row: number, cell: (name: Column) => string, zone: string): ScanRow {
  const number = bareNumber(cell('number').replace(/^="?|"$/g, ''))
  const not = (why: string): ScanRow => ({ row, number, scan: null, why })
  if (!/\d/.test(number)) return not('It has no tracking number.')
  const [, tag, detail = null] = STATUSES.find(([form]) => form.test(cell('status'))) ?? []
  if (!tag) return not('I don’t know its status. Write it such as picked up, in transit or delivered.')
  const where = { place: cell('place') || null, country: cell('country') || null }
  const at = timeAtPlace(cell('at'), where, zone)
  if (!at) return not('I can’t read its time. Write it such as 2026-11-03 09:15.')
  const status = cell('status')
  return {
    row,
    number,
    why: null,
    scan: { ...where, number, tag, detail, status, words: status, at: at.toISOString() },
  }
}

/** Which column is where, counted from 0; null of a row that does not head a table of scans. */
function columnsIn(cells: readonly string[]): Partial<Record<Column, number>> | null {
  const names = cells.map(cell => plain(cell).toLowerCase().replaceAll(/[_-]+/g, ' '))
  const found: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const called: readonly string[] = COLUMNS[column]
    const place = names.findIndex(name => called.includes(name))
    if (place >= 0) found[column] = place
  }
  return found.number !== undefined && found.status !== undefined && found.at !== undefined ? found : null
}
