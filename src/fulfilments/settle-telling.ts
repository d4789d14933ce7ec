import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { orderAndStore } from './settle-fulfilment.ts'

export const SettleTelling = z.object({ order: z.string(), what: z.enum(['deadline', 'hold', 'events']) })
export const ReportTelling = SettleTelling.extend({ why: z.string(), since: z.coerce.date(), isFinal: z.boolean() })

/** Notes that the store of an order takes what it did not. */
export async function settleTelling(verb: Verb, { order: id, what }: z.infer<typeof SettleTelling>): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, id)
  await verb.record('telling.settled', id, { number: order.number, store: store.name, what })
  return { text: `${store.name} is up to date about ${order.number}.` }
}

/** Notifies staff that the store of an order isn't up to date about something besides its parcels. */
export async function reportTelling(
  verb: Verb,
  { order: id, since, ...told }: z.infer<typeof ReportTelling>,
): Promise<Outcome> {
  const { order, store } = await orderAndStore(verb, id)
  const data = { ...told, number: order.number, store: store.name, since: since.toISOString() }
  await verb.record('telling.failed', id, data)
  return { text: told.why }
}
