import { stringify } from 'csv-stringify/sync'

/**
 * A table as CSV that spreadsheets open as UTF-8 and run nothing of: cells that begin as a formula does are words.
 * @returns bytes, with a byte-order mark, lines ended by CRLF.
 */
export function writeCsv(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const table = [heads, ...rows].map(row => row.map(defused))
  return new TextEncoder().encode(stringify(table, { bom: true, escape_formulas: true, record_delimiter: 'windows' }))
}

/** Some spreadsheets pass over what is blank before a formula; `escape_formulas` looks at the first letter alone. */
function defused(cell: string | number): string | number {
  return typeof cell === 'string' && /^\s+[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell
}
