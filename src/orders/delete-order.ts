import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { hold } from './hold-order.ts'
import { IncomingOrder } from './incoming-order.ts'
import { lockIntake } from './lock-intake.ts'
import { calledThere, heardBefore, lastHeard } from './not-taken.ts'
import { orders } from './tables.ts'

const DELETED = 'It was deleted in the store.'

export const DeleteOrder = z.object({ store: IncomingOrder.shape.store, externalId: IncomingOrder.shape.externalId })

/**
 * Follows an order that its store deleted: nothing here is deleted, what nobody was asked for waits, suppliers that have
 * some of it are asked to stop (by a reaction), and staff are notified. One that comes in only afterwards is passed over.
 */
export async function deleteOrder(verb: Verb, input: z.infer<typeof DeleteOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  await lockIntake(verb.db, store.id, [input])
  const [known] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, input.externalId)))
    .for('update')
  if (!known && !(await isNotedDeleted(verb, store.id, input.externalId))) {
    const data = { store: store.name, number: input.externalId, updatedAt: verb.now.toISOString(), why: DELETED }
    await verb.record('order.passed_over', calledThere(store.id, input.externalId), data)
  }
  if (!known || known.cancelledAt || known.deletedAt)
    return { text: 'No such order is open here.', outcome: 'unchanged' }
  await verb.db.update(orders).set({ deletedAt: verb.now }).where(eq(orders.id, known.id))
  await hold(verb, known, { reason: 'other', note: 'deleted in the store' })
  await verb.record('order.deleted', known.id, { number: known.number })
  return { text: `Order ${known.number} was deleted in the store.`, outcome: 'updated' }
}

/** A store that is read again and again reports the same deletion each time. */
async function isNotedDeleted({ db }: Verb, store: string, externalId: string): Promise<boolean> {
  const heard = await heardBefore(db, store, [externalId])
  return lastHeard(heard.get(externalId) ?? [])?.why === DELETED
}
