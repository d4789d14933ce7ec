import { asc } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { notRefused, orRefusal, Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { mustNotBeRefunded } from '../orders/gate.ts'
import { mustKnowCustomer } from '../orders/must-know-customer.ts'
import { type Order, orders } from '../orders/tables.ts'
import { split } from '../purchase-orders/split.ts'
import { mustBeForwardable } from './forward-order.ts'
import { type Routing, routingOf } from './open-lines.ts'
import { type Forwarded, sendParts } from './send-parts.ts'

export const ForwardNewOrders = z.object({ orders: z.array(z.uuid()) })

/** Forwards orders as `order.forward` would, each by its SKUs; one that is refused keeps none of the others back. */
export async function forwardNewOrders(
  verb: Verb,
  { orders: ids }: z.infer<typeof ForwardNewOrders>,
): Promise<Outcome> {
  const found = await verb.db.select().from(orders).where(among(orders.id, ids)).orderBy(asc(orders.id)).for('update')
  const byId = new Map(found.map(order => [order.id, order]))
  const routings = await routingOf(verb.db, ids)
  const all = ids.flatMap(id => byId.get(id) ?? [])
  const tried = all.map(order => orRefusal(() => splitWhole(order, routings.get(order.id))))
  for (const [at, one] of tried.entries())
    if (one instanceof Refusal) {
      const data = { command: 'order.forward', sentence: one.message }
      await verb.record('follow_up.refused', all[at]?.id ?? '', data)
    }
  const ready = notRefused(tried).filter(({ parts }) => parts.length > 0)
  if (ready.length > 0) await sendParts(verb, ready)
  return { text: `${count(ready.length, 'order')} forwarded.` }
}

function splitWhole(order: Order, routing: Routing | undefined): Forwarded {
  mustBeForwardable(order)
  mustNotBeRefunded(order)
  mustKnowCustomer(order, 'so nobody can ship it any more')
  return { order, ...(routing ? split(routing.open, routing.route) : { parts: [], unrouted: [] }) }
}
