import { sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { amongNamed } from '../kernel/ground/among.ts'
import { statement } from '../kernel/ground/statement.ts'
import { type Order, orders } from '../orders/tables.ts'
import { type Made, makePurchaseOrders } from '../purchase-orders/make-purchase-order.ts'
import { NO_NOTES, type Notes } from '../purchase-orders/note-words.ts'
import type { Split } from '../purchase-orders/split.ts'

/** An order as it is split among suppliers. */
export type Forwarded = { order: Order } & Split

/**
 * Asks suppliers for their parts of orders, of one or of hundreds, and asks staff about the lines that nobody supplies.
 * @param listed one of many that somebody forwards at once: no card of its own is put up for it.
 */
export async function sendParts(
  verb: Verb,
  all: readonly Forwarded[],
  { notes = NO_NOTES, listed = false }: { notes?: Notes; listed?: boolean } = {},
): Promise<readonly Made[]> {
  const asked = all.flatMap(({ order, parts }) => parts.map(part => ({ order, part })))
  const made = await makePurchaseOrders(verb, asked, notes)
  const ids = JSON.stringify(all.map(({ order }) => order.id))
  verb.meanwhile(verb.db.execute(markingForwarded({ ids, now: verb.now.toISOString() })))
  const of = Map.groupBy(
    made.map(({ number }, at) => ({ number, orderId: asked[at]?.order.id })),
    ({ orderId }) => orderId,
  )
  for (const { order, unrouted } of all) {
    const numbers = of.get(order.id)?.map(({ number }) => number) ?? []
    await verb.record('order.forwarded', order.id, { purchaseOrders: numbers, ...(listed && { listed }) })
    if (unrouted.length > 0)
      await verb.record('order.needs_routing', order.id, { skus: unrouted.map(line => line.sku ?? '—') })
  }
  return made
}

const markingForwarded = statement<'ids' | 'now'>(
  ({ ids, now }) => sql`update ${orders} set forwarded_at = ${now}::timestamptz
    where ${amongNamed(orders.id, ids)} and ${orders.forwardedAt} is null`,
)
