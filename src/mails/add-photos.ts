import { z } from 'zod'
import { attachFiles } from '../cases/attach.ts'
import { factOf, loadCase, mustBeOpen } from '../cases/load-case.ts'
import { addEvidence } from '../complaints/add-evidence.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { loadMail } from './load-mail.ts'
import { picturesOf } from './mail-view.ts'
import { settleFor } from './settle-for.ts'

export const AddPhotos = z.object({
  mail: z.uuid(),
  /** The mail’s own: only what completes a field reads it. */
  case: z.uuid().optional(),
  shows: z.string().trim().max(200).optional(),
})

/** The pictures of a customer’s mail are evidence of its case from now on: the supplier sees them too. */
export async function addPhotos(verb: Verb, { mail: id, shows }: z.infer<typeof AddPhotos>): Promise<Outcome> {
  const mail = await loadMail(verb.db, id)
  if (!mail.caseId) throw new Refusal('That mail is about no case.')
  const one = await loadCase(verb.db, verb.actor, mail.caseId)
  mustBeOpen(one)
  const files = picturesOf(mail).map(({ file }) => file)
  if (files.length === 0) throw new Refusal('That mail has no pictures.')
  if (one.kind === 'complaint') {
    const outcome = await addEvidence(verb, { case: one.id, files, ...(shows && { shows }) })
    await settleFor(verb, mail, one, 'photos')
    return outcome
  }
  await attachFiles(verb, one, files, null)
  await verb.record('case.evidence_added', one.id, { ...factOf(one), files: files.length, shows: null })
  await settleFor(verb, mail, one, 'photos')
  return { text: `${count(files.length, 'file')} added to ${one.number}.` }
}
