import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Encoding } from '../../kernel/sheets/encoding.ts'
import { guessEncoding } from '../../kernel/sheets/guess-encoding.ts'
import { Refusal } from '../../kernel/words/refusal.ts'

/**
 * How a file is written, as for an import; of a large one its first megabytes say it.
 * @param head the beginning of the file
 * @throws Refusal for an Excel workbook, and where it can't be found out
 */
export async function encodingOf(path: string, head: Uint8Array): Promise<Encoding> {
  const [one, two] = head
  if (one === 0x50 && two === 0x4b)
    throw new Refusal(`${basename(path)} is an Excel workbook or an archive. Save it as “CSV UTF-8” first.`)
  if (await isUtf8(path)) return isUtf16(head) ? guessEncoding(head).encoding : 'utf-8'
  const beginning = await readFirst(path, MOST)
  return guessEncoding(beginning.subarray(0, beginning.lastIndexOf('\n') + 1 || undefined)).encoding
}

const MOST = 4 * 1_024 * 1_024

/** Half of the zero bytes of UTF-16 are UTF-8 as well. */
const isUtf16 = (head: Uint8Array) => head.includes(0)

async function readFirst(path: string, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const bytes of createReadStream(path, { end: most - 1 })) parts.push(bytes as Buffer)
  return Buffer.concat(parts)
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of createReadStream(path)) decoder.decode(bytes as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
