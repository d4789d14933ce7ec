import { z } from 'zod'
import { loadCase, mustBeOpen } from '../cases/load-case.ts'
import { restartWait } from '../cases/restart-wait.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadMail } from './load-mail.ts'
import { settleFor } from './settle-for.ts'
import { settledWords } from './settled-words.ts'

export const AddToCase = z.object({ mail: z.uuid(), case: z.uuid() })

/** Staff say that a mail belongs to an open case of its order: from now on it is in that case’s thread. */
export async function addToCase(verb: Verb, input: z.infer<typeof AddToCase>): Promise<Outcome> {
  const mail = await loadMail(verb.db, input.mail)
  const one = await loadCase(verb.db, verb.actor, input.case)
  if (one.orderId !== mail.orderId) throw new Refusal(`${one.number} is not about the order of that mail.`)
  if (mail.caseId && mail.settledHow) throw new Refusal(`${settledWords(mail, null)} already.`)
  mustBeOpen(one)
  await settleFor(verb, mail, one, 'added')
  await restartWait(verb, { case: one.id, side: 'customer', by: 'The customer' })
  return { text: `The mail is in the thread of ${one.number} now.` }
}
