import { whyNever } from './gate.ts'
import { type IncomingOrder, isFulfilled } from './incoming-order.ts'
import type { ToldOrder } from './leave-out-erased.ts'

/** Why nobody here has to ship an order, as a sentence; null when somebody has. No reason to bother staff. Pure. */
export function whyPass(order: ToldOrder): string | null {
  if (order.erased?.address) return 'Its customer’s data was erased, so nobody can ship it.'
  if (isFulfilled(order)) return 'It was fulfilled in the store before it came in.'
  if (order.pickup) return 'The customer picks it up, so nobody ships it.'
  const wanted = order.lines.filter(line => line.quantity > 0)
  if (wanted.length > 0 && !wanted.some(line => line.requiresShipping)) return 'Nothing on it has to be shipped.'
  return null
}

/** Why an order cannot be taken, as a sentence for staff; null when it can. Pure. */
export function whyNot(order: IncomingOrder): string | null {
  const wanted = order.lines.filter(line => line.quantity > 0)
  if (order.test) return 'It is a test order of the store. Nothing was charged, so nothing is shipped.'
  const never = whyNever(order.financialStatus)
  if (never) return never
  if (wanted.length === 0) return 'It has no lines that are still wanted.'
  if (!order.shipTo) return 'It has no shipping address. Add one in the store, and it comes in by itself.'
  if (!order.shipTo.country)
    return 'Its shipping address names no country. Fix it in the store, and it comes in by itself.'
  if (!order.shipTo.street && !order.shipTo.city)
    return 'Its shipping address is empty. Fix it in the store, and it comes in by itself.'
  return null
}
