import type { Reads } from '../kernel/db.ts'
import { loadFile } from '../kernel/load-file.ts'
import type { Exhibit } from './exhibits.ts'

/** All files of a page together, bytes: written as text they grow by a third, and the page must be a file itself. */
const MOST_TOGETHER = 5 * 1_024 * 1_024

/** Files as addresses that hold their contents, by id; the first that fit. */
export async function embedFiles(read: Reads, exhibits: readonly Exhibit[]): Promise<ReadonlyMap<string, string>> {
  const embedded = new Map<string, string>()
  let together = 0
  for (const { file: id, size } of exhibits) {
    if (together + size > MOST_TOGETHER) continue
    const file = await loadFile(read, id)
    if (!file) continue
    together += size
    embedded.set(id, `data:${file.type};base64,${Buffer.from(file.bytes).toString('base64')}`)
  }
  return embedded
}
