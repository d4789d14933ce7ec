import { z } from 'zod'
import { findCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { complaintView } from './complaint-view.ts'
import { staffCard } from './staff-card.ts'
import { supplierCard } from './supplier-card.ts'

export const ShowComplaint = z.object({ case: z.string().min(1) })

/** Shows a complaint as it stands, with its buttons, to whoever asks alone. What staff keep to themselves no supplier sees. */
export async function showComplaint({ db, actor, now }: Verb, input: z.infer<typeof ShowComplaint>): Promise<Outcome> {
  const one = await findCase(db, actor, input.case)
  if (one.kind !== 'complaint') throw new Refusal(`${one.number} is not a complaint.`, 'case')
  const view = await complaintView(db, one.id)
  if (actor.side === 'supplier' && !view.complaint.sentAt)
    throw new Refusal(`There is no case ${one.number} here. Its number looks like L7, C12 or R13.`, 'case')
  const card = actor.side === 'supplier' ? supplierCard(view) : staffCard(view, now)
  return { text: card.summary, card }
}
