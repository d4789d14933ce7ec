import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Fact } from '../kernel/ground/journal.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import type { Store } from '../stores/tables.ts'
import { IncomingOrder } from './incoming-order.ts'
import { calledThere, type Heard, heardBefore, lastHeard } from './not-taken.ts'

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
  const heard = await heardBefore(verb.db, store.id, [input.externalId])
  const fact = turnedAway(store, { ...input, heard: heard.get(input.externalId) ?? [] })
  if (fact) await verb.record('order.turned_away', fact.about, fact.data)
  return { text: input.why, outcome: 'turned-away' }
}

type TurnedAway = Omit<z.infer<typeof TurnAwayOrder>, 'updatedAt'> & { updatedAt: Date | null; heard: readonly Heard[] }

/** What is recorded of an order that is turned away; null where that was already. Pure. */
export function turnedAway(
  { id, name }: Store,
  { externalId, number, why, updatedAt, heard, store }: TurnedAway,
): Fact<'order.turned_away'> | null {
  const at = updatedAt?.toISOString() ?? null
  const last = lastHeard(heard)
  if (last && 'why' in last && last.why === why && last.updatedAt === at) return null
  const data = { store: name, number, why, updatedAt: at, ...(store.fromFile && { reported: true }) }
  return { name: 'order.turned_away', about: calledThere(id, externalId), data }
}
