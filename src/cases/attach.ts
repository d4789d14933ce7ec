import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type Case, type CaseFile, caseFiles } from './tables.ts'

/** The ids of files that came with a form. */
export const FileIds = z.array(z.uuid()).max(MOST_ATTACHED, `at most ${MOST_ATTACHED} files at a time`)

/**
 * Attaches files to a case; one that it has already is only said to show something else.
 * @param shows what each of them shows of what the agreement demands; null for none of it
 * @param isPrivate they name the customer: no card shows them
 */
export async function attachFiles(
  verb: Verb,
  one: Case,
  ids: readonly string[],
  shows: string | null,
  { isPrivate = false } = {},
): Promise<void> {
  if (ids.length === 0) return
  const kept = await attachedFiles(verb.db, ids)
  if (kept.length < new Set(ids).size) throw new Refusal('One of the files did not arrive. Attach it again.', 'files')
  const by = {
    side: verb.actor.side === 'supplier' ? ('supplier' as const) : ('staff' as const),
    addedBy: verb.actor.name,
  }
  await verb.db
    .insert(caseFiles)
    .values(
      kept.map(({ file, name }) => ({
        ...by,
        caseId: one.id,
        fileId: file,
        name,
        shows,
        isPrivate,
        addedAt: verb.now,
      })),
    )
    .onConflictDoUpdate({
      target: [caseFiles.caseId, caseFiles.fileId],
      set: { shows: sql`coalesce(excluded.shows, ${caseFiles.shows})` },
    })
}

/** The files of a case, the first added first. */
export function filesOf(db: Reads, caseId: string): Promise<CaseFile[]> {
  return db
    .select()
    .from(caseFiles)
    .where(eq(caseFiles.caseId, caseId))
    .orderBy(asc(caseFiles.addedAt), asc(caseFiles.name), asc(caseFiles.fileId))
}
