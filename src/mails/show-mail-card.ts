import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { caseMailCard } from './case-mail-card.ts'
import { customersCard } from './customers-card.ts'
import { findMail } from './load-mail.ts'
import { mailView } from './mail-view.ts'

export const ShowMailCard = z.object({ mail: z.uuid() })

/** Shows a customer’s mail as its card is now, with its buttons, only to the person who asks. */
export async function showMailCard({ db }: Verb, input: z.infer<typeof ShowMailCard>): Promise<Outcome> {
  const mail = await findMail(db, input.mail)
  if (!mail) throw new Refusal('That mail is not here any more.')
  const view = await mailView(db, mail)
  const card = view.one && !view.one.closedAt ? caseMailCard(view) : customersCard(view)
  return { text: card.summary, card }
}
