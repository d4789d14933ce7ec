import { z } from 'zod'
import { findCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { lateCard } from './late-card.ts'
import { lateView } from './late-view.ts'
import { staffCard } from './staff-card.ts'

export const ShowLateCase = z.object({ case: z.string().min(1) })

/** Shows a late case as it stands, with its buttons, to whoever asks alone. */
export async function showLateCase({ db, actor }: Verb, input: z.infer<typeof ShowLateCase>): Promise<Outcome> {
  const one = await findCase(db, actor, input.case)
  if (one.kind !== 'late') throw new Refusal(`${one.number} is no late shipment.`, 'case')
  const late = await lateView(db, one.id)
  const card = actor.side === 'supplier' ? lateCard(late) : staffCard(late)
  return { text: card.summary, card }
}
