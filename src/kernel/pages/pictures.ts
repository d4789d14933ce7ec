import type { Reads } from '../ground/db.ts'
import { attachedFiles } from '../ground/load-file.ts'
import type { Attached } from '../shapes/card.ts'

/** What a browser may show in place, by its contents. Anything else is only ever downloaded: an SVG can run scripts. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function isShown(type: string): boolean {
  return SHOWN.has(type)
}

/** Those of some files, by their ids, that are shown in place. */
export async function picturesAmong(db: Reads, files: readonly Attached[]): Promise<ReadonlySet<string>> {
  const known = await attachedFiles(
    db,
    files.map(({ file }) => file),
  )
  return new Set(known.flatMap(({ file, type }) => (isShown(type) ? [file] : [])))
}
