import { z } from 'zod'
import { MOST_IN_BATCH } from '../batches/start-batch.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findNamedOrders } from '../orders/named-orders.ts'
import { forwardingCard } from './forwarding-card.ts'
import { countNewOrders, newOrders } from './new-orders.ts'
import { type ForwardingPlan, planForwarding } from './plan-forwarding.ts'

export const PlanOrders = z.object({
  /** Their numbers or ids, apart by spaces; without it all that are new. */
  orders: z.string().optional(),
  /** Of all that are new, those of this store alone, by its id. */
  store: z.uuid().optional(),
})

/** Shows what goes to whom if these orders are forwarded, with one button that does it. */
export async function planOrders(verb: Verb, { orders, store }: z.infer<typeof PlanOrders>): Promise<Outcome> {
  if (orders) {
    const { orders: found, unknown } = await findNamedOrders(verb.db, orders.split(/[\s,;]+/))
    const plan = await planForwarding(verb.db, found.slice(0, MOST_IN_BATCH))
    return shown({ ...plan, leftOut: [...unknown, ...plan.leftOut] }, found.length - MOST_IN_BATCH)
  }
  const found = await newOrders(verb.db, MOST_IN_BATCH, store)
  if (found.length === 0) return { text: 'No new order waits to be forwarded.' }
  const waiting = found.length < MOST_IN_BATCH ? 0 : (await countNewOrders(verb.db, store)) - found.length
  return shown(await planForwarding(verb.db, found), waiting)
}

function shown(plan: ForwardingPlan, waiting: number): Outcome {
  const card = forwardingCard(plan, waiting)
  return { text: card.summary, card }
}
