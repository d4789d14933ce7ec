import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { stores } from '../stores/tables.ts'
import { holdFollows, whyInStore } from './follow-hold.ts'
import { hold } from './hold-order.ts'
import { holdReasons } from './order.ts'
import { release } from './release-order.ts'
import { orders } from './tables.ts'

export const MirrorHold = z.object({
  store: z.uuid(),
  /** The store's own id of the order. */
  order: z.string().min(1),
  holds: z.array(z.object({ reason: z.enum(holdReasons), note: truncated(1_000).nullable() })),
})

/** The outcome for an order that is not here, or not yet. */
export const UNKNOWN = 'unknown'

/** Holds or releases an order as others do in its store now. What they wrote there is left out once such words were erased. */
export async function mirrorHold(verb: Verb, input: z.infer<typeof MirrorHold>): Promise<Outcome> {
  const [found] = await verb.db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(and(eq(orders.storeId, input.store), eq(orders.externalId, input.order)))
    .for('update', { of: orders })
  if (!found) return { text: 'That order is not here.', outcome: UNKNOWN }
  const { order, store } = found
  const holds = order.wordsErasedAt ? input.holds.map(one => ({ ...one, note: null })) : input.holds
  const follows = holdFollows(store, order, whyInStore(holds))
  if (follows?.pass === 'hold') await hold(verb, order, follows)
  if (follows?.pass === 'release') await release(verb, order, { paid: false, inStore: true })
  return { text: `Order ${order.number} is as its store holds it.`, outcome: follows ? 'updated' : 'unchanged' }
}
