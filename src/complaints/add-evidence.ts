import { z } from 'zod'
import { attachFiles, FileIds, filesOf } from '../cases/attach.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { missingEvidence } from './claim.ts'
import { noteClaimMade } from './claim-clock.ts'
import { loadComplaint } from './load-complaint.ts'
import { asksForPhoto, mustBePhotos } from './must-be-photos.ts'

export const AddEvidence = z.object({
  case: z.string().min(1),
  /** What the files show of what the agreement demands. */
  shows: z.string().trim().max(200).optional(),
  /** Nothing attached means that a file which is here already shows it. */
  files: FileIds.optional(),
})

/** Adds photos and files to a complaint, and says what they show; with the last that was missing, the claim is made. */
export async function addEvidence(verb: Verb, input: z.infer<typeof AddEvidence>): Promise<Outcome> {
  const { one, complaint } = await loadComplaint(verb, input.case, 'add_evidence')
  const shows = input.shows ? demanded(input.shows, complaint.claimEvidence) : null
  const ids = input.files ?? (shows ? await untold(verb, one.id) : [])
  if (ids.length === 0)
    throw new Refusal(`Attach a photo or a file${shows ? ` that shows it: ${shows}` : ''}.`, 'files')
  if (shows && asksForPhoto(shows)) await mustBePhotos(verb.db, ids, shows)
  await attachFiles(verb, one, ids, shows)
  await verb.record('case.evidence_added', one.id, { ...factOf(one), files: ids.length, shows })
  await noteClaimMade(verb, one)
  const missing = missingEvidence(
    complaint.claimEvidence,
    (await filesOf(verb.db, one.id)).map(file => file.shows),
  )
  const rest = missing.length > 0 ? ` Still missing: ${list(missing)}.` : ''
  return { text: `${count(ids.length, 'file')} added to ${one.number}.${rest}` }
}

/** The item of the agreement's list that somebody meant. */
function demanded(typed: string, evidence: readonly string[]): string {
  const found = evidence.find(item => item.toLowerCase() === typed.toLowerCase()) ?? nearest(typed, evidence)
  if (found) return found
  const known = evidence.length > 0 ? `The agreement asks for ${list(evidence)}.` : 'The agreement asks for none.'
  throw new Refusal(`${known} Leave it empty for anything else.`, 'shows')
}

/** The newest file that nobody said anything of. */
async function untold(verb: Verb, caseId: string): Promise<readonly string[]> {
  const newest = (await filesOf(verb.db, caseId)).findLast(file => file.shows === null)
  return newest ? [newest.fileId] : []
}
