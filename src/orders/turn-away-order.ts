import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { IncomingOrder } from './incoming-order.ts'

export const TurnAwayOrder = z.object({
  store: IncomingOrder.shape.store,
  externalId: z.string(),
  number: z.string(),
  why: z.string(),
})

/** An order that cannot be taken: recorded with its reason and shown to staff, so that nothing is silently dropped. */
export async function turnAway(verb: Verb, input: z.infer<typeof TurnAwayOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const { number, why } = input
  await verb.record('order.turned_away', `${store.id}/${input.externalId}`, { store: store.name, number, why })
  return { text: why, outcome: 'turned-away' }
}
