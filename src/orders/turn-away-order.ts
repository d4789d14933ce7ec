import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { IncomingOrder } from './incoming-order.ts'
import { calledThere, heardBefore, lastHeard } from './not-taken.ts'

export const TurnAwayOrder = z.object({
  store: IncomingOrder.shape.store,
  /** An id longer than any index holds is kept as its beginning and a hash. */
  externalId: z
    .string()
    .transform(id => (id.length > 200 ? `${id.slice(0, 100)} ${createHash('sha256').update(id).digest('hex')}` : id)),
  number: z.string(),
  why: z.string(),
  /** The store's own time of what was turned away; null where it could not be read. */
  updatedAt: z.date().nullable().default(null),
})

/**
 * An order that cannot be taken: recorded once with its reason and shown to staff, so that nothing is silently dropped.
 */
export async function turnAway(verb: Verb, input: z.infer<typeof TurnAwayOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const { externalId, number, why } = input
  const updatedAt = input.updatedAt?.toISOString() ?? null
  const last = lastHeard(await heardBefore(verb.db, store.id, externalId))
  if (!last || !('why' in last) || last.why !== why || last.updatedAt !== updatedAt)
    await verb.record('order.turned_away', calledThere(store.id, externalId), {
      store: store.name,
      number,
      why,
      updatedAt,
      ...(input.store.fromFile && { reported: true }),
    })
  return { text: why, outcome: 'turned-away' }
}
