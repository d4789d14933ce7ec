import { z } from 'zod'
import { findCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { returnView } from './return-view.ts'
import { staffCard } from './staff-card.ts'
import { supplierCard } from './supplier-card.ts'

export const ShowReturn = z.object({ case: z.string().min(1) })

/** Shows a return as it stands, with its buttons, to whoever asks alone. */
export async function showReturn({ db, actor }: Verb, input: z.infer<typeof ShowReturn>): Promise<Outcome> {
  const one = await findCase(db, actor, input.case)
  if (one.kind !== 'return') throw new Refusal(`${one.number} is not a return.`, 'case')
  const view = await returnView(db, one.id)
  const card = actor.side === 'supplier' ? supplierCard(view) : staffCard(view)
  return { text: card.summary, card }
}
