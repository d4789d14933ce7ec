import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { idOf } from '../kernel/words/id.ts'
import type { Store } from '../stores/tables.ts'
import type { Takers } from '../suppliers/takers.ts'
import { hourOf } from './burst.ts'
import { findUnsupplied } from './find-listed.ts'
import type { IncomingOrder } from './incoming-order.ts'

/** How many numbers a list names. */
const NAMED = 10

/** New orders that one message shows; `since` when its hour began, for those that no file brought. */
export type Listing = {
  list: string
  since?: Date
  store: Store
  orders: readonly IncomingOrder[]
  takers: Takers
}

/** What came in for a store within an hour, beyond the cards of that hour. */
export function listOfHour(
  { now }: Pick<Verb, 'now'>,
  store: Store,
  told: Pick<Listing, 'orders' | 'takers'>,
): Listing {
  const since = hourOf(now)
  return { list: idOf(`new orders ${store.id} ${since.toISOString()}`), since, store, ...told }
}

/**
 * Records which orders came in together, for the list that shows them. All that follows the orders themselves comes
 * before: another who adds to the same list waits from here on until we commit, so that its message counts everything.
 */
export async function listNewOrders(verb: Verb, all: readonly Listing[]): Promise<void> {
  const lists = Map.groupBy(
    all.filter(({ orders }) => orders.length > 0),
    ({ list }) => list,
  )
  if (lists.size > 0) await verb.follow()
  for (const [list, parts] of [...lists].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = parts
    const orders = parts.flatMap(one => one.orders)
    await verb.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${list}, 0))`)
    await verb.record('orders.listed', list, {
      ...{ store: first?.store.name ?? '', received: orders.length },
      numbers: orders.slice(0, NAMED).map(({ number }) => number),
      // An order that nobody supplies is in the list of no hour.
      unsupplied: first?.since ? 0 : parts.flatMap(one => findUnsupplied(one.orders, one.takers)).length,
      ...(first?.since && { since: first.since.toISOString() }),
    })
  }
}
