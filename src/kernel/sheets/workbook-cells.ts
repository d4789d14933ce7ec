import { readSheet } from 'read-excel-file/universal'
import { Refusal } from '../words/refusal.ts'
import type { SheetRow } from './text-cells.ts'

/** Most of a workbook once it is unpacked, bytes. A sheet of 2,000 rows has about one million. */
const MOST_UNPACKED = 24 * 1_024 * 1_024
const MOST_ENTRIES = 500

const ENTRY = 0x02014b50
const END = 0x06054b50

/**
 * The first sheet of an Excel workbook. Numbers come as they stand in the file, so that one which Excel shortened shows it.
 * @throws Refusal when it isn't one, is damaged or protected, or would unpack to more than 24 MB.
 */
export async function workbookCells(bytes: Uint8Array): Promise<readonly SheetRow[]> {
  mustUnpackSmall(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const file = new Blob([new Uint8Array(bytes)])
  const rows = await readSheet(file, { parseNumber: (text: string) => text }).catch(() => {
    throw new Refusal('This Excel file can’t be read. Save it as “CSV UTF-8” and send that.')
  })
  return rows.flatMap((row, index) => {
    const cells = row.map(cell => (cell === null ? '' : said(cell)))
    return cells.some(Boolean) ? [{ row: index + 1, cells }] : []
  })
}

const said = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim())

/**
 * A few bytes can unpack to gigabytes: what the file says it unpacks to is added up first. It is unpacked into as much room
 * as it says, so that a lie gains nothing.
 */
function mustUnpackSmall(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([END & 255, (END >> 8) & 255, (END >> 16) & 255, END >> 24]))
  let at = end >= 0 && end + 20 <= bytes.length ? bytes.readUInt32LE(end + 16) : bytes.length
  let unpacked = 0
  let entries = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY) {
    unpacked += bytes.readUInt32LE(at + 24)
    entries += 1
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (unpacked > MOST_UNPACKED || entries > MOST_ENTRIES)
    throw new Refusal('This Excel file unpacks to more than 24 MB. Copy the two columns into a new one, and send that.')
}
