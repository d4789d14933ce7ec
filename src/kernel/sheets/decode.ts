import { Refusal } from '../words/refusal.ts'
import type { Encoding } from './encoding.ts'
import { guessEncoding } from './guess-encoding.ts'

/** The file as UTF-8 without a byte order mark. `proven`: nothing was assumed about how it is written. */
export type Decoded = { utf8: Buffer; encoding: Encoding; proven: boolean }

/**
 * A file of text, in any encoding.
 * @param chosen how it is written, where somebody says so; else it is made out
 * @throws Refusal for an empty file, for an Excel workbook, and where its encoding can't be found out
 */
export function decodeFile(file: Uint8Array, chosen?: Encoding): Decoded {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length === 0) throw new Refusal('The file is empty.')
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    throw new Refusal('This is an Excel workbook, not a CSV file: save it as “CSV UTF-8” first.')
  }
  const { encoding, proven } = chosen ? { encoding: chosen, proven: true } : guessEncoding(bytes)
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (encoding === 'utf-8') return { utf8: marked ? bytes.subarray(3) : bytes, encoding, proven }
  return { utf8: Buffer.from(new TextDecoder(encoding).decode(bytes)), encoding, proven }
}

/** The line that gives Excel the delimiter, which Excel doesn't show: `sep=;` */
const SAID = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i

/** What separates the cells, the first line, and the file from there on: as the file itself says, else as that line shows. */
export function delimited(utf8: Buffer): { delimiter: string; header: string; table: Buffer } {
  const [line, said] = SAID.exec(utf8.toString('latin1', 0, 16)) ?? []
  const table = line ? utf8.subarray(line.length) : utf8
  // A report may begin with lines that say nothing.
  const header = /^[^\r\n]*[^\s,;"][^\r\n]*/m.exec(table.toString('latin1', 0, 16_384))?.[0] ?? ''
  return { delimiter: said ?? delimiterOf(header), header, table }
}

/** The delimiter that a header shows: comma, semicolon (Excel in much of Europe) or tab. */
function delimiterOf(header: string): ',' | ';' | '\t' {
  const seen = (delimiter: string) => header.split(delimiter).length
  return ([',', ';', '\t'] as const).reduce((best, next) => (seen(next) > seen(best) ? next : best))
}
