import { z } from 'zod'
import { loadCase } from '../cases/load-case.ts'
import { reopenCase } from '../cases/reopen-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadMail } from './load-mail.ts'
import { settleFor } from './settle-for.ts'

export const ReopenForMail = z.object({ mail: z.uuid(), why: truncated(500).optional() })

/** The customer answers about a case that is closed: staff open it again, and the mail is in its thread. */
export async function reopenForMail(verb: Verb, { mail: id, why }: z.infer<typeof ReopenForMail>): Promise<Outcome> {
  const mail = await loadMail(verb.db, id)
  if (!mail.caseId) throw new Refusal('That mail is about no case.')
  const one = await loadCase(verb.db, verb.actor, mail.caseId)
  const outcome = await reopenCase(verb, { case: one.id, why })
  await settleFor(verb, mail, one, 'added')
  return outcome
}
