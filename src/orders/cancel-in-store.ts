import { eq } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/command.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { type Order, orders } from './tables.ts'

/**
 * The store cancelled an order. What suppliers already have is asked back by a reaction.
 * An order we never heard of was added by the caller just before, so that its late creation cannot revive it.
 */
export async function cancelInStore(verb: Verb, known: Order, incoming: IncomingOrder): Promise<Outcome> {
  const { number } = incoming
  if (known.cancelledAt) return { text: `Order ${number} is cancelled already.`, outcome: 'unchanged' }
  await markCancelled(verb, known, incoming.cancelReason, null, incoming.updatedAt)
  return { text: `Order ${number} was cancelled in the store.`, outcome: 'cancelled' }
}

/** Marks an order cancelled and records it. The order must be locked. */
export async function markCancelled(
  { db, now, record }: Verb,
  order: Order,
  reason: string | null,
  note: string | null,
  updatedAt = order.updatedAt,
): Promise<void> {
  await db.update(orders).set({ cancelledAt: now, cancelReason: reason, updatedAt }).where(eq(orders.id, order.id))
  await record('order.cancelled', order.id, { reason, note })
}
