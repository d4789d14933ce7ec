import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { orderAndStore } from './settle-fulfilment.ts'
import { fulfilledOrders } from './tables.ts'

export const ReportFulfilment = z.object({ order: z.string(), why: z.string(), since: z.coerce.date() })

/** Notifies staff that the store of an order does not take its parcels. */
export async function reportFulfilment(
  verb: Verb,
  { order: id, why, since }: z.infer<typeof ReportFulfilment>,
): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, id)
  const state = { failingSince: since, why }
  await verb.db
    .insert(fulfilledOrders)
    .values({ orderId: id, ...state })
    .onConflictDoUpdate({ target: fulfilledOrders.orderId, set: state })
  const told = { number: order.number, store: store.name, why, since: since.toISOString() }
  await verb.record('fulfilment.failed', id, told)
  return { text: why }
}
