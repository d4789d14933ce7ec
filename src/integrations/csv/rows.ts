import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { type Decoded, decodeFile, delimited } from '../../kernel/sheets/decode.ts'
import type { Encoding } from '../../kernel/sheets/encoding.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { inFigures } from '../../kernel/words/text.ts'
import type { RowCells } from './columns.ts'
import type { ExportForm } from './export-form.ts'
import { FORMS, fold, type Header, recogniseForm } from './recognise-form.ts'

/** One row: its number as a spreadsheet counts (the header is 1), and its cells that are not empty. */
export type CsvRow = { row: number; cells: RowCells; spilt: boolean }
export type Table = Omit<Decoded, 'utf8'> & { form: ExportForm; rows: readonly CsvRow[] }

/** So little at a time that the rows in it keep nothing else waiting, bytes. */
const CHUNK = 8 * 1024
/** A spreadsheet saves every row that was ever touched: a million of them are no file of orders. */
const MOST_EMPTY = 10_000
export const MOST_CSV_ROWS = 250_000

/**
 * Reads a file's rows, keeping only the columns that we need. Rows without any cell are passed over but counted.
 * Lets other work run between chunks, so that a large file does not keep webhooks waiting.
 * @param chosen how the file is written, where somebody says so
 * @throws Refusal when it isn't an order export, has too many rows, or its quotation marks do not match.
 */
export async function readRows(file: Uint8Array, chosen?: Encoding): Promise<Table> {
  const { utf8, ...written } = decodeFile(file, chosen)
  const { delimiter, header: line, table } = delimited(utf8)
  const quote = isUnquoted(line, delimiter) ? false : '"'
  const parser = Readable.from(chunks(table)).pipe(
    parse({ delimiter, quote, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true }),
  )
  let header: Header | undefined
  const rows: CsvRow[] = []
  let row = 0
  let empty = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++
      if (row > MOST_CSV_ROWS)
        throw new Refusal(`The file has more than ${inFigures(MOST_CSV_ROWS)} rows. Split it into several.`)
      if (!record.some(text => text.trim())) {
        empty++
        if (empty > MOST_EMPTY) throw new Refusal(TOO_EMPTY)
        continue
      }
      if (!header) header = recogniseForm(record)
      else if (!header.form.furniture?.test(record.join(' '))) rows.push(readRow(row, record, header))
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new Refusal(`The file cannot be read from row ${row + 1} on: ${reason(error)}.`)
  }
  if (!header) throw new Refusal('The file is empty.')
  return { form: header.form, rows, ...written }
}

const TOO_EMPTY = `The file has more than ${inFigures(MOST_EMPTY)} empty rows. Delete the rows below your orders in the spreadsheet, and save it again.`

/** In a form without quotation marks, `5" cable` is a name like any other. A spreadsheet that saved it has put them in. */
function isUnquoted(line: string, delimiter: string): boolean {
  if (delimiter !== '\t' || line.includes('"')) return false
  const names = line.split(delimiter).map(fold)
  return FORMS.some(
    ({ unquoted, columns, needs }) =>
      unquoted && needs.every(column => columns[column]?.some(name => names.includes(fold(name)))),
  )
}

function readRow(row: number, record: readonly string[], { form, columns, names }: Header): CsvRow {
  const cells: RowCells = {}
  for (const [place, column] of columns) {
    const text = clean(record[place] ?? '')
    if (text) cells[column] = text
  }
  const under = (heading: string) => {
    const place = names.indexOf(fold(heading))
    return place < 0 ? undefined : clean(record[place] ?? '')
  }
  return {
    row,
    cells: form.reads?.(cells, under) ?? cells,
    spilt: record.slice(names.length).some(text => text.trim()),
  }
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
