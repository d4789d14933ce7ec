import { inArray } from 'drizzle-orm'
import type { CaseFile } from '../cases/tables.ts'
import type { Utterance } from '../conversations/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { files } from '../kernel/ground/tables.ts'
import type { Mailed } from '../mails/mailed-in.ts'

/** A picture or file that a case rests on. Its hash proves that it is the one that was sent. */
export type CaseAttachment = {
  file: string
  name: string
  type: string
  size: number
  sha256: string
  addedAt: Date
  addedBy: string
  /** What it shows of what the agreement demands. */
  shows: string | null
}

/** What was attached to a case or sent in its conversation, each once, the first first. */
export async function attachmentsOf(
  read: Reads,
  attached: readonly CaseFile[],
  said: readonly Pick<Utterance, 'files' | 'saidAt' | 'name'>[],
  mailed: readonly Mailed[] = [],
): Promise<readonly CaseAttachment[]> {
  const byMail = mailed.map(({ files: along, at, by }) => ({ files: along, saidAt: at, name: by ?? 'the customer' }))
  const sent = [...said, ...byMail].flatMap(one =>
    one.files.map(({ file, name }) => ({
      ...{ file, name, shows: null },
      addedAt: one.saidAt,
      addedBy: one.name ?? 'somebody',
    })),
  )
  const all = [...attached.map(({ fileId, ...one }) => ({ ...one, file: fileId })), ...sent]
  const kept = await keptOf(
    read,
    all.map(({ file }) => file),
  )
  const once = new Map(all.toReversed().map(one => [one.file, one]))
  return [...once.values()]
    .toReversed()
    .flatMap(({ file, name, addedAt, addedBy, shows }) => {
      const known = kept.get(file)
      return known ? [{ ...known, file, name, addedAt, addedBy, shows }] : []
    })
    .toSorted((one, other) => one.addedAt.getTime() - other.addedAt.getTime())
}

async function keptOf(read: Reads, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, type, size, sha256 } = files
  const rows = await read
    .select({ id, type, size, sha256 })
    .from(files)
    .where(inArray(id, [...ids]))
  return new Map(rows.map(({ id: file, ...row }) => [file, row]))
}
