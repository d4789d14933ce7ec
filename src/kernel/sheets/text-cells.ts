import { CsvError, type Options, parse } from 'csv-parse/sync'

/** One row of a table: its number as a spreadsheet counts, from 1, and its cells. */
export type SheetRow = { row: number; cells: readonly string[] }

const DELIMITERS = ['\t', ';', ','] as const
/** The line that gives Excel the delimiter: `sep=;` */
const SAID = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i

/**
 * A table that somebody pasted or saved as text, with or without headings: cells between tabs, semicolons or commas, or a
 * line each. Rows without any cell are skipped, and counted. Pure; a stray quotation mark is a character like any other.
 */
export function textCells(given: string): readonly SheetRow[] {
  const text = given.replace(/^\uFEFF/, '').replaceAll('\0', '')
  const [line = '', said] = SAID.exec(text) ?? []
  const table = text.slice(line.length)
  const first = line ? 2 : 1
  return recordsOf(table, said ?? delimiterOf(table)).flatMap((record, index) => {
    const cells = record.map(cell => cell.trim())
    return cells.some(Boolean) ? [{ row: index + first, cells }] : []
  })
}

function recordsOf(text: string, delimiter: string): readonly string[][] {
  const options = { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true }
  const read = (quote: '"' | false) => parse(text, { ...options, quote } satisfies Options)
  try {
    return read('"')
  } catch (error) {
    if (error instanceof CsvError) return read(false)
    throw error
  }
}

/** What stands in half of the lines or more; a comma where nothing does. */
function delimiterOf(text: string): string {
  const lines = text.split(/[\r\n]+/).filter(line => line.trim())
  const seen = (delimiter: string) => lines.filter(line => line.includes(delimiter)).length * 2 >= lines.length
  return DELIMITERS.find(seen) ?? ','
}
