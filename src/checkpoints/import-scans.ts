import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { loadFile } from '../kernel/ground/load-file.ts'
import { staffZone } from '../kernel/ground/staff-zone.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { decodeFile } from '../kernel/sheets/decode.ts'
import { isWorkbook } from '../kernel/sheets/read-workbook.ts'
import { textCells } from '../kernel/sheets/text-cells.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { shipments } from '../shipments/tables.ts'
import { hearScans } from './hear-scans.ts'
import { readScanRows, type ScanRow } from './scan-rows.ts'

export const ImportScans = z.object({
  rows: z.string().trim().max(200_000, 'too long to paste; send it as a file').optional(),
  files: z.array(z.uuid()).max(MOST_ATTACHED).default([]),
  /** The person has read what becomes of each row. */
  sure: z.enum(['yes']).optional(),
})

/** How many rows that are left out are listed. */
const LISTED = 20

/** Records what carriers did with many parcels, from a table. What becomes of each row is shown first. */
export async function importScans(verb: Verb, input: z.infer<typeof ImportScans>): Promise<Outcome> {
  const rows = await judged(verb, await readAll(verb, input))
  const good = rows.flatMap(({ scan }) => scan ?? [])
  const left = rows.filter(({ why }) => why !== null)
  if (input.sure && good.length > 0) {
    await hearScans(verb, { feed: 'import', scans: good })
    return { text: `${count(good.length, 'scan')} recorded.` }
  }
  const parcels = new Set(good.map(({ number }) => number)).size
  const summary =
    good.length === 0
      ? 'No row can be recorded.'
      : `${count(good.length, 'scan')} of ${count(parcels, 'parcel')} can be recorded${left.length > 0 ? `, ${count(left.length, 'row')} can’t` : ''}.`
  const record = {
    label: `Record ${count(good.length, 'scan')}`,
    command: 'tracking.import-scans',
    style: 'primary',
  } as const
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: left.length > 0 ? 'warning' : 'neutral', title: 'Scans to record', summary },
      lines: left
        .slice(0, LISTED)
        .map(({ row, number, why }) => ({ text: `Row ${row}${number ? `: ${number}` : ''}`, detail: why ?? '' })),
      buttons: good.length > 0 ? [{ ...record, input: { ...input, sure: 'yes' } }] : [],
      ...(left.length > LISTED && { context: `${count(left.length - LISTED, 'more row')} can’t be recorded.` }),
    },
  }
}

async function readAll(
  verb: Verb,
  { rows: pasted = '', files }: z.infer<typeof ImportScans>,
): Promise<readonly ScanRow[]> {
  const tables = pasted ? [textCells(pasted)] : []
  for (const id of files) {
    const file = await loadFile(verb.db, id)
    if (!file) throw new Refusal('A file isn’t kept any more. Send it again.', 'files')
    if (isWorkbook(file.bytes)) throw new Refusal('Save the workbook as CSV, and send that.', 'files')
    tables.push(textCells(decodeFile(file.bytes).utf8.toString('utf8')))
  }
  if (tables.length === 0) throw new Refusal('Paste rows with headings, or choose a CSV file.', 'rows')
  return tables.flatMap(table => readScanRows(table, staffZone()))
}

/** What has happened, and is of a parcel that is here. */
async function judged({ db, now }: Verb, rows: readonly ScanRow[]): Promise<readonly ScanRow[]> {
  const numbers = [...new Set(rows.map(({ number }) => number))]
  const known = await db
    .selectDistinct({ number: shipments.number })
    .from(shipments)
    .where(among(shipments.number, numbers))
  const here = new Set(known.map(({ number }) => number))
  return rows.map(row => {
    if (row.why !== null) return row
    const not = (why: string): ScanRow => ({ ...row, scan: null, why })
    if (!here.has(row.number)) return not('No parcel here has this number.')
    return new Date(row.scan.at) > now ? not('That hasn’t happened yet.') : row
  })
}
