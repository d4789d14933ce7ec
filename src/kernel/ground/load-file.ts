import { eq, inArray } from 'drizzle-orm'
import type { Attached } from '../shapes/card.ts'
import { isId } from '../words/id.ts'
import type { Reads } from './db.ts'
import { files } from './tables.ts'

export type KeptFile = Omit<typeof files.$inferSelect, 'madeAt' | 'sha256'>

/** A file with its contents, by its id; null where it is not kept. */
export async function loadFile(db: Reads, id: string): Promise<KeptFile | null> {
  if (!isId(id)) return null
  const { name, type, size, bytes } = files
  const [file] = await db.select({ id: files.id, name, type, size, bytes }).from(files).where(eq(files.id, id))
  return file ?? null
}

/** Files without their contents, in the order of their ids; what is not kept is left out. */
export async function attachedFiles(
  db: Reads,
  ids: readonly string[],
): Promise<readonly (Attached & { type: string })[]> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return []
  const found = await db
    .select({ file: files.id, name: files.name, type: files.type })
    .from(files)
    .where(inArray(files.id, wanted))
  return wanted.flatMap(id => found.filter(({ file }) => file === id))
}
