import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { IncomingOrder } from './incoming-order.ts'
import { asRefund, isTaxOnTop, ToldRefund } from './incoming-refund.ts'
import { countRefunds, keepRefunds } from './keep-refunds.ts'
import { allLinesOf } from './load-order.ts'
import { lockIntake } from './lock-intake.ts'
import { calledThere, type Heard } from './not-taken.ts'
import { type Order, orderRefunds, orders } from './tables.ts'

export const RefundOrder = z.object({
  store: IncomingOrder.shape.store,
  externalId: IncomingOrder.shape.externalId,
  refund: ToldRefund,
})

/**
 * Takes a refund that the store reports by itself. It is the one of the same id that the order brings, whichever comes
 * first, and it is kept also where the order has not come in yet.
 */
export async function refundOrder(verb: Verb, input: z.infer<typeof RefundOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const { externalId, refund } = input
  await lockIntake(verb.db, [{ externalId }])
  const [known] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, externalId)))
    .for('update')
  if (!known) {
    const told = { ...refund, at: refund.at?.toISOString() ?? null }
    await verb.record('order.refund_told', calledThere(store.id, externalId), told)
    return { text: 'The refund is noted.', outcome: 'unchanged' }
  }
  const isNew = await keepTold(verb, known, refund)
  if (!isNew) return { text: `The refund of order ${known.number} is here already.`, outcome: 'unchanged' }
  await verb.record('order.updated', known.id, { changed: ['refunds'] })
  return { text: `A refund of order ${known.number} was noted.`, outcome: 'updated' }
}

/** Takes what the store reported of refunds before the order came in under this id. */
export async function keepToldBefore(verb: Verb, order: Order, heard: readonly Heard[]): Promise<void> {
  for (const { name, data } of heard) {
    if (name !== 'order.refund_told') continue
    const { at, ...refund } = data
    await keepTold(verb, order, ToldRefund.parse({ ...refund, at: at && new Date(at) }))
  }
}

/** Whether it was new: what the order itself reports says more, and an amount in another currency says nothing. */
async function keepTold(verb: Verb, order: Order, told: ToldRefund): Promise<boolean> {
  if (told.currency && told.currency !== order.currency) return false
  const same = and(eq(orderRefunds.orderId, order.id), eq(orderRefunds.externalId, told.externalId))
  if ((await verb.db.$count(orderRefunds, same)) > 0) return false
  await keepRefunds(verb.db, order.id, [asRefund(told, isTaxOnTop(await allLinesOf(verb.db, order.id)))])
  await countRefunds(verb.db, [order.id])
  return true
}
