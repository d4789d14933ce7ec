import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrderId } from '../orders/load-order.ts'
import { fulfilmentOf } from './fulfil-order.ts'
import { orderAndStore } from './settle-fulfilment.ts'

export const RetryFulfilment = z.object({ order: z.string().min(1) })

/** Writes an order's parcels to its store again. */
export async function retryFulfilment(verb: Verb, input: z.infer<typeof RetryFulfilment>): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, await findOrderId(verb.db, input.order))
  await verb.owe(fulfilmentOf(order.id, store.id))
  return { text: `I am writing the tracking numbers of ${order.number} to ${store.name} now.` }
}
