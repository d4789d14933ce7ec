import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../kernel/words/refusal.ts'

/** The file as UTF-8 without a byte order mark; `said` tells the reader of a doubt, when there is one. */
export type Decoded = { utf8: Buffer; said: string | null }

/**
 * UTF-8 and UTF-16 where the file says so, else UTF-8 where it is, else Windows-1252, which older Excels write.
 * @throws Refusal for an empty file and for an Excel workbook.
 */
export function decodeFile(file: Uint8Array): Decoded {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length === 0) throw new Refusal('The file is empty.')
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    throw new Refusal('This is an Excel workbook, not a CSV file: save it as “CSV UTF-8” first.')
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { utf8: recode(bytes, 'utf-16le'), said: null }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { utf8: recode(bytes, 'utf-16be'), said: null }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (isUtf8(bytes)) return { utf8: marked ? bytes.subarray(3) : bytes, said: null }
  return {
    utf8: recode(bytes, 'windows-1252'),
    said: 'The file is not in UTF-8; it was read as Windows-1252. Check the accents in names and addresses.',
  }
}

const recode = (bytes: Uint8Array, encoding: string) => Buffer.from(new TextDecoder(encoding).decode(bytes))

/** The delimiter that the header shows: comma, semicolon (Excel in much of Europe) or tab. */
export function delimiterOf(utf8: Buffer): ',' | ';' | '\t' {
  const header = /^[^\r\n]*/.exec(utf8.toString('latin1', 0, 16_384))?.[0] ?? ''
  const seen = (delimiter: string) => header.split(delimiter).length
  return ([',', ';', '\t'] as const).reduce((best, next) => (seen(next) > seen(best) ? next : best))
}
