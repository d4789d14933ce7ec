import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { namesAll, severalNames } from '../orders/named-orders.ts'
import { type ForwardOrder, forwardOrder } from './forward-order.ts'
import { planOrders } from './plan-orders.ts'

/** Forwards the order that is named; of several, and of all new ones, it shows first what goes to whom. */
export async function forwardOrders(verb: Verb, input: z.infer<typeof ForwardOrder>): Promise<Outcome> {
  const names = severalNames(input.order)
  const all = namesAll(input.order)
  if (names.length === 0 && !all) return forwardOrder(verb, input)
  const alone = (['supplier', 'skus', 'note', 'customerNote', 'held'] as const).find(key => input[key])
  if (alone) throw new Refusal(`${alone}: works for one order at a time.`, alone)
  return planOrders(verb, all ? {} : { orders: names.join(' ') })
}
