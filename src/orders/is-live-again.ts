import { whyNever } from './gate.ts'
import type { ToldOrder } from './leave-out-erased.ts'
import type { Order } from './tables.ts'

/** How long what a store sends may be under way, ms: WooCommerce waits a minute, and its door tries for half of one. */
const UNDER_WAY = 2 * 60_000

/**
 * Whether a telling shows that an order lives again that its store cancelled or deleted: by the store's own times, for a
 * webhook from before may still come. What staff alone cancelled stays so, and a file never says when it was true. Pure.
 */
export function isLiveAgain(order: Order, incoming: ToldOrder): boolean {
  const { cancelledAt, cancelledInStoreAt, deletedAt, updatedAt } = order
  if (!incoming.timed || incoming.cancelledAt || incoming.erased?.address) return false
  if (whyNever(incoming.financialStatus) || !(cancelledAt ?? deletedAt)) return false
  // Within one second a store's times don't tell which came first.
  if (cancelledInStoreAt && incoming.updatedAt <= updatedAt) return false
  if (deletedAt) return isAfter(incoming, deletedAt)
  return cancelledInStoreAt !== null
}

/** A store that deletes doesn't always say when: what it showed well after we heard of that is back all the same. */
function isAfter({ updatedAt, triggeredAt }: ToldOrder, deletedAt: Date): boolean {
  return updatedAt > deletedAt || (triggeredAt !== null && Date.parse(triggeredAt) > deletedAt.getTime() + UNDER_WAY)
}
