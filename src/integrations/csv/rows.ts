import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '../../kernel/words/refusal.ts'
import { type Column, readHeader } from './columns.ts'
import { type Decoded, decodeFile, delimited } from './decode.ts'
import type { Encoding } from './encoding.ts'

/** One row: its number as a spreadsheet counts (the header is 1), and its cells that are not empty. */
export type CsvRow = { row: number; cells: Partial<Record<Column, string>>; spilt: boolean }
type Header = { columns: ReadonlyMap<number, Column>; width: number }
export type Table = Omit<Decoded, 'utf8'> & { rows: readonly CsvRow[] }

const CHUNK = 64 * 1024

/**
 * Reads a file's rows, keeping only the columns that we need. Rows without any cell are passed over but counted.
 * Lets other work run between chunks, so that a large file does not keep webhooks waiting.
 * @param chosen how the file is written, where somebody says so
 * @throws Refusal when it isn't an order export, or its quotation marks do not match.
 */
export async function readRows(file: Uint8Array, chosen?: Encoding): Promise<Table> {
  const { utf8, ...written } = decodeFile(file, chosen)
  const { delimiter, table } = delimited(utf8)
  const parser = Readable.from(chunks(table)).pipe(
    parse({ delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true }),
  )
  let header: Header | undefined
  const rows: CsvRow[] = []
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++
      if (!header) header = { columns: readHeader(record), width: record.length }
      else if (record.some(text => text.trim())) rows.push(readRow(row, record, header))
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new Refusal(`The file cannot be read from row ${row + 1} on: ${reason(error)}.`)
  }
  if (!header) throw new Refusal('The file is empty.')
  return { rows, ...written }
}

function readRow(row: number, record: readonly string[], header: Header): CsvRow {
  const cells: CsvRow['cells'] = {}
  for (const [place, column] of header.columns) {
    const text = clean(record[place] ?? '')
    if (text) cells[column] = text
  }
  return { row, cells, spilt: record.slice(header.width).some(text => text.trim()) }
}

/** No database stores NUL. */
const clean = (text: string) => text.replaceAll('\0', '').trim()

const reason = (error: CsvError) =>
  error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quotation mark is opened and never closed'
    : 'a quotation mark is in the wrong place (inside a cell, write it twice)'

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK)
    await setImmediate()
  }
}
