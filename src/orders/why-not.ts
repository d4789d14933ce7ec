import type { IncomingOrder } from './incoming-order.ts'

/** Why an order cannot be taken, as a sentence for staff; null when it can. Pure. */
export function whyNot(order: IncomingOrder): string | null {
  const wanted = order.lines.filter(line => line.quantity > 0)
  if (order.test) return 'It is a test order of the store. Nothing was charged, so nothing is shipped.'
  if (wanted.length === 0) return 'It has no lines that are still wanted.'
  if (!wanted.some(line => line.requiresShipping)) return 'Nothing on it has to be shipped.'
  if (!order.shipTo) return 'It has no shipping address. Add one in the store, and it comes in by itself.'
  if (!order.shipTo.country)
    return 'Its shipping address names no country. Mend it in the store, and it comes in by itself.'
  if (!order.shipTo.street && !order.shipTo.city)
    return 'Its shipping address is empty. Mend it in the store, and it comes in by itself.'
  return null
}
