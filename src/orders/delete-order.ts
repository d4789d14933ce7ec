import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { hold } from './hold-order.ts'
import { IncomingOrder } from './incoming-order.ts'
import { orders } from './tables.ts'

export const DeleteOrder = z.object({ store: IncomingOrder.shape.store, externalId: IncomingOrder.shape.externalId })

/**
 * Follows an order that its store deleted: nothing here is deleted, what nobody was asked for waits, and staff are
 * notified.
 */
export async function deleteOrder(verb: Verb, input: z.infer<typeof DeleteOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const [known] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, input.externalId)))
    .for('update')
  if (!known || known.cancelledAt) return { text: 'No such order is open here.', outcome: 'unchanged' }
  await verb.record('order.deleted', known.id, { number: known.number })
  if (!known.forwardedAt) await hold(verb, known, { reason: 'other', note: 'deleted in the store' })
  return { text: `Order ${known.number} was deleted in the store.`, outcome: 'updated' }
}
