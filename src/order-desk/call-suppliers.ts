import { and, asc, eq, sql } from 'drizzle-orm'
import type { Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { MOST_CALLED } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { contacts, suppliers } from '../suppliers/tables.ts'

/**
 * Calls the contacts of suppliers by the cards of purchase orders that are sent just now, once a burst: a supplier that
 * was sent another within the hour before is looking already. In one statement, however many are sent.
 */
export async function callSuppliers({ read, call }: Speech, purchaseOrderIds: readonly string[]): Promise<void> {
  const { id, supplierId, sentAt } = purchaseOrders
  // The last before it, by an index from there on: of a burst of hundreds, each would look at all before it.
  const before = sql`(
    select before.sent_at from ${purchaseOrders} before
    where before.supplier_id = ${supplierId} and before.sent_at <= ${sentAt} and (before.sent_at, before.id) < (${sentAt}, ${id})
    order by before.sent_at desc limit 1)`
  const isOfBurst = sql`coalesce(${before} > ${sentAt} - interval '1 hour', false)`
  const rows = await read
    .select({ id, chat: contacts.chat, user: contacts.user, name: contacts.name, zone: suppliers.zone })
    .from(purchaseOrders)
    .innerJoin(suppliers, and(eq(suppliers.id, supplierId), eq(suppliers.pingsNew, true)))
    .innerJoin(contacts, eq(contacts.supplierId, supplierId))
    .where(and(among(id, purchaseOrderIds), sql`not ${isOfBurst}`))
    .orderBy(asc(contacts.addedAt), asc(contacts.id))
  for (const [subject, theirs] of Map.groupBy(rows, row => row.id)) {
    const pings = theirs.slice(0, MOST_CALLED).map(({ id: _, ...ping }) => ping)
    call(purchaseOrderKey({ id: subject }), pings)
  }
}
