import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { kindOf } from './kind.ts'
import { findCase } from './load-case.ts'

export const ShowCard = z.object({ case: z.string().min(1) })

/** Shows a case of that kind as it is now, with its buttons, only to the person who asks. */
export const showCardOf =
  (kind: string) =>
  async ({ db, actor, now }: Verb, input: z.infer<typeof ShowCard>): Promise<Outcome> => {
    const one = await findCase(db, actor, input.case)
    const { title, view, draw } = kindOf({ kind })
    if (one.kind !== kind) throw new Refusal(`${one.number} is not a ${title.toLowerCase()}.`, 'case')
    const card = draw(await view(db, one.id), now)[actor.side === 'supplier' ? 'supplier' : 'staff']
    return { text: card.summary, card }
  }
