import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { HELD_AS_DELETED, hold } from './hold-order.ts'
import { IncomingOrder } from './incoming-order.ts'
import { lockIntake } from './lock-intake.ts'
import { calledThere, heardBefore, lastHeard } from './not-taken.ts'
import { orders } from './tables.ts'

const DELETED = 'It was deleted in the store.'

export const DeleteOrder = z.object({
  store: IncomingOrder.shape.store,
  externalId: IncomingOrder.shape.externalId,
  /** When the store deleted it, by its own clock; null where it does not say. */
  at: z.coerce.date().nullable().default(null),
})

/**
 * Follows an order that its store deleted: nothing here is deleted, what nobody was asked for waits, suppliers that have
 * some of it are asked to stop (by a reaction), and staff are notified. One that comes in only afterwards is passed over.
 */
export async function deleteOrder(verb: Verb, input: z.infer<typeof DeleteOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const at = input.at ?? verb.now
  await lockIntake(verb.db, [input])
  const [known] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, input.externalId)))
    .for('update')
  if (!known && !(await isNotedDeleted(verb, store.id, input.externalId))) {
    const data = { store: store.name, number: input.externalId, updatedAt: at.toISOString(), why: DELETED }
    await verb.record('order.passed_over', calledThere(store.id, input.externalId), data)
  }
  // Restored since, and then changed: this is old.
  const isOld = known && input.at !== null && known.updatedAt > input.at
  if (!known || known.cancelledAt || isOld || (known.deletedAt && known.deletedAt >= at))
    return { text: 'No such order is open here.', outcome: 'unchanged' }
  await verb.db.update(orders).set({ deletedAt: at }).where(eq(orders.id, known.id))
  if (known.deletedAt) return { text: `Order ${known.number} was deleted in the store again.`, outcome: 'unchanged' }
  if (!known.heldAt) await hold(verb, known, HELD_AS_DELETED)
  await verb.record('order.deleted', known.id, { number: known.number })
  return { text: `Order ${known.number} was deleted in the store.`, outcome: 'updated' }
}

/** A store that is read again and again reports the same deletion each time. */
async function isNotedDeleted({ db }: Verb, store: string, externalId: string): Promise<boolean> {
  const heard = await heardBefore(db, store, [externalId])
  return lastHeard(heard.get(externalId) ?? [])?.why === DELETED
}
