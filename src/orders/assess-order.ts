import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { followPayment } from './follow-payment.ts'
import { IncomingOrder } from './incoming-order.ts'
import { lockIntake } from './lock-intake.ts'
import { calledThere } from './not-taken.ts'
import { orders } from './tables.ts'

export const AssessOrder = z.object({
  store: IncomingOrder.shape.store,
  externalId: IncomingOrder.shape.externalId,
  risk: z.enum(['low', 'medium', 'high']),
})

/** Takes the store's judgement of an order's risk. It is kept also where the order itself has not come in yet. */
export async function assessOrder(verb: Verb, input: z.infer<typeof AssessOrder>): Promise<Outcome> {
  const store = await findOrAddStore(verb, input.store)
  const { externalId, risk } = input
  await lockIntake(verb.db, [{ externalId }])
  await verb.record('order.assessed', calledThere(store.id, externalId), { risk })
  const [known] = await verb.db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, store.id), eq(orders.externalId, externalId)))
    .for('update')
  if (!known || known.risk === risk) return { text: 'The risk is noted.', outcome: 'unchanged' }
  await verb.db.update(orders).set({ risk }).where(eq(orders.id, known.id))
  await verb.record('order.updated', known.id, { changed: ['risk'] })
  await followPayment(verb, store, known, { ...known, risk })
  return { text: `The risk of order ${known.number} is ${risk}.`, outcome: 'updated' }
}
