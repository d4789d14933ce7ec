import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { delimited } from '../../kernel/sheets/decode.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { encodingOf } from './encoding.ts'

/** A CSV file that is open to be read: the names of its columns, then its rows one by one. */
export type TableFile = { name: string; header: readonly string[]; rows: AsyncIterable<TableRow> }
/** `line` counts as an editor does; the header is line 1. */
export type TableRow = { line: number; cells: readonly string[] }

const HEAD = 64 * 1024

/**
 * Opens a CSV file, separated by commas, semicolons or tabs, and streams it: however large it is, a row at a time is
 * held.
 * @throws Refusal when it cannot be read, is empty, isn't a CSV, or has one column only
 */
export async function openTable(path: string): Promise<TableFile> {
  const name = basename(path)
  const head = await readHead(path)
  const encoding = await encodingOf(path, head)
  const text = Readable.from(decoded(path, encoding))
  const start = Buffer.from(new TextDecoder(encoding).decode(head))
  const { delimiter, table } = delimited(start)
  const from_line = table === start ? 1 : 2
  const records: AsyncIterator<Parsed> = text
    .pipe(parse({ delimiter, from_line, info: true, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true }))
    [Symbol.asyncIterator]()
  const rows = readRows(name, records)
  const first = await rows.next()
  if (first.done) throw new Refusal(`${name} is empty.`)
  const header = first.value.cells
  if (header.length === 1)
    throw new Refusal(
      `${name} has one column only, “${header[0]?.slice(0, 60)}”. Separate its columns by commas, semicolons or tabs.`,
    )
  return { name, header, rows }
}

type Parsed = { record: string[]; info: { lines: number } }

async function* readRows(name: string, records: AsyncIterator<Parsed>): AsyncGenerator<TableRow> {
  let line = 0
  try {
    for (let next = await records.next(); !next.done; next = await records.next()) {
      const { record, info } = next.value
      // A row may span lines: it is named by the one it begins on.
      const began = line + 1
      line = info.lines
      if (record.some(cell => cell.trim())) yield { line: began, cells: record.map(cell => cell.trim()) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new Refusal(
      `${name} cannot be read from line ${line + 1} on: a quotation mark is left open or stands inside a cell.`,
    )
  }
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes as Buffer, { stream: true })
  yield decoder.decode()
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => null)
  if (!file) throw new Refusal(`I can’t read ${path}. Is it there?`)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    if (bytesRead === 0) throw new Refusal(`${basename(path)} is empty.`)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
