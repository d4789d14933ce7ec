import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrderId } from '../orders/load-order.ts'
import { fulfilmentOf } from './fulfil-order.ts'
import { orderAndStore } from './settle-fulfilment.ts'
import { BESIDES } from './tell-besides.ts'

export const RetryFulfilment = z.object({ order: z.string().min(1) })

/** Tells an order's store everything again. */
export async function retryFulfilment(verb: Verb, input: z.infer<typeof RetryFulfilment>): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, await findOrderId(verb.db, input.order))
  const owed = fulfilmentOf(order.id, store.id)
  await verb.owe(owed)
  for (const name of Object.values(BESIDES)) await verb.owe({ ...owed, name })
  return { text: `I am telling ${store.name} about ${order.number} now: tracking, ship-by date, hold and scans.` }
}
