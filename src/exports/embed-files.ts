import type { Reads } from '../kernel/ground/db.ts'
import { MOST_BYTES } from '../kernel/ground/keep-file.ts'
import { loadFile } from '../kernel/ground/load-file.ts'
import type { CaseAttachment } from './attachments.ts'

/** Files as addresses that hold their contents, by id. */
export type Embedded = ReadonlyMap<string, string>

/** Most bytes that a page writes for one character of a name: `"` is `&quot;`. */
const LONGEST_SIGN = 6

/**
 * A page that holds the files it shows: the first that fit, for it must be a file itself.
 * @param draw draws each file at most once, and names those that are not embedded.
 */
export async function withFiles(
  read: Reads,
  attachments: readonly CaseAttachment[],
  draw: (embedded: Embedded) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const bare = await draw(new Map())
  const embedded = await embedFiles(read, attachments, MOST_BYTES - bare.length)
  return embedded.size > 0 ? draw(embedded) : bare
}

async function embedFiles(read: Reads, attachments: readonly CaseAttachment[], room: number): Promise<Embedded> {
  const embedded = new Map<string, string>()
  let left = room
  for (const { file: id, type, size, name, shows } of attachments) {
    const start = `data:${type};base64,`
    const told = Math.max(name.length, shows?.length ?? 0) * LONGEST_SIGN
    const cost = start.length + Math.ceil(size / 3) * 4 + told
    const file = cost <= left ? await loadFile(read, id) : null
    if (!file) continue
    left -= cost
    embedded.set(id, start + Buffer.from(file.bytes).toString('base64'))
  }
  return embedded
}
