import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../kernel/words/refusal.ts'

/**
 * UTF-16 where the file says so, UTF-8 where all of it is, else Windows-1252, which older Excels write.
 * @param head the beginning of the file
 * @throws Refusal for an Excel workbook
 */
export async function encodingOf(
  path: string,
  head: Uint8Array,
): Promise<'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'> {
  const [one, two] = head
  if (one === 0x50 && two === 0x4b)
    throw new Refusal(`${basename(path)} is an Excel workbook or an archive. Save it as “CSV UTF-8” first.`)
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252'
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
