import type { Verb } from '../kernel/asking/command.ts'
import { skuKey } from '../suppliers/sku.ts'
import { takersOf } from '../suppliers/takers.ts'
import { type IncomingOrder, shippable } from './incoming-order.ts'

/** How many numbers a list names. */
const NAMED = 10

/** Records which orders came in together, for the list that shows them. */
export async function listNewOrders(verb: Verb, list: string, received: readonly IncomingOrder[]): Promise<void> {
  const [first] = received
  if (!first) return
  const lines = received.map(order => shippable(order.lines))
  const takers = await takersOf(
    verb.db,
    lines.flat().map(({ sku }) => sku),
  )
  const isSupplied = (sku: string | null) => sku !== null && (takers.get(skuKey(sku))?.length ?? 0) > 0
  await verb.record('orders.listed', list, {
    store: first.store.name,
    received: received.length,
    numbers: received.slice(0, NAMED).map(({ number }) => number),
    unsupplied: lines.filter(own => !own.every(({ sku }) => isSupplied(sku))).length,
  })
}
