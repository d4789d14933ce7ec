import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { forwardOrder } from './forward-order.ts'

export const ForwardListed = z.object({ order: z.uuid() })

/** Forwards one of many. What people wrote is not in its refusals, for they are listed. */
export async function forwardListed(verb: Verb, { order: id }: z.infer<typeof ForwardListed>): Promise<Outcome> {
  const { heldAt, cancelledAt } = await loadOrder(verb.db, id)
  if (heldAt && !cancelledAt) throw new Refusal('It is on hold.')
  return forwardOrder(verb, { order: id }, true)
}
