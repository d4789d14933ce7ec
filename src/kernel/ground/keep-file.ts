import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Attached } from '../shapes/card.ts'
import { idOf } from '../words/id.ts'
import { Refusal } from '../words/refusal.ts'
import { cut, visible } from '../words/text.ts'
import type { Db } from './db.ts'
import { fileType } from './file-type.ts'
import { files } from './tables.ts'
import { withoutPlace } from './without-place.ts'

/** Most of one file, bytes: within Discord's 10 MiB for a file, with the room its envelope takes. */
export const MOST_BYTES = 8 * 1_024 * 1_024

const LONGEST_NAME = 100

/**
 * Keeps a picture or file, a picture without the place where it was taken; the same name and contents are kept once, under the same id.
 * @returns the id, for `Card.picture` and `Card.files`.
 * @throws Refusal when it is empty or larger than 8 MB.
 */
export async function keepFile(db: Db, given: { name: string; bytes: Uint8Array }, now: Date): Promise<string> {
  const name = fileName(given.name)
  const bytes = withoutPlace(given.bytes)
  if (bytes.length === 0) throw new Refusal(`“${name}” is empty. Choose another file.`)
  if (bytes.length > MOST_BYTES) throw new Refusal(tooLarge(name))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = idOf(`${name}\0${sha256}`)
  const row = { id, name, type: fileType(bytes), size: bytes.length, sha256, bytes, madeAt: now }
  await db.insert(files).values(row).onConflictDoNothing()
  return id
}

/** The same, as a card names it. */
export async function keepAttached(db: Db, given: { name: string; bytes: Uint8Array }, now: Date): Promise<Attached> {
  return { file: await keepFile(db, given, now), name: given.name }
}

/** Whether a file is small enough to be kept, as far as its sender says. */
export function fits({ size }: { size: number }): boolean {
  return size <= MOST_BYTES
}

/** A sentence for the person who sends a file that is too large. */
export function tooLarge(name: string): string {
  return `“${fileName(name)}” is larger than 8 MB. Send a smaller one.`
}

/** A name that means nothing to any file system, and keeps its ending. */
function fileName(given: string): string {
  const last = visible(given).split(/[/\\]/).at(-1) ?? ''
  const name = last
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  if (!name) return 'file'
  const ending = extname(name).slice(0, 12)
  return name.length <= LONGEST_NAME
    ? name
    : cut(name.slice(0, -ending.length || undefined), LONGEST_NAME - 12) + ending
}
