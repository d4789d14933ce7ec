import { sql } from 'drizzle-orm'
import type { Speech } from '../kernel/asking/reaction.ts'
import { amongNamed } from '../kernel/ground/among.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import { MOST_CALLED, type Ping } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { contacts, suppliers } from '../suppliers/tables.ts'

/**
 * Calls the contacts of suppliers by the cards of purchase orders that are sent just now, once a burst: a supplier that
 * was sent another within the hour before is looking already. In one statement, however many are sent.
 */
export async function callSuppliers({ read, call }: Speech, purchaseOrderIds: readonly string[]): Promise<void> {
  const ids = JSON.stringify(purchaseOrderIds)
  const rows = (await readSelect(read, callable({ ids }))) as readonly (Ping & { id: string; place: number })[]
  const inOrder = rows.toSorted((a, b) => a.place - b.place)
  for (const [subject, theirs] of Map.groupBy(inOrder, row => row.id)) {
    const pings = theirs.slice(0, MOST_CALLED).map(({ id: _, place: __, ...ping }) => ping)
    call(purchaseOrderKey({ id: subject }), pings)
  }
}

/** Each contact of theirs who is to be called, with its place as they were added. */
const callable = statement<'ids'>(({ ids }) => {
  const { id, supplierId, sentAt } = purchaseOrders
  // The last before it, by an index from there on: of a burst of hundreds, each would look at all before it.
  const before = sql`(
    select before.sent_at from ${purchaseOrders} before
    where before.supplier_id = ${supplierId} and before.sent_at <= ${sentAt} and (before.sent_at, before.id) < (${sentAt}, ${id})
    order by before.sent_at desc limit 1)`
  const isOfBurst = sql`coalesce(${before} > ${sentAt} - interval '1 hour', false)`
  return sql`
    select json_build_object('id', ${id}, 'chat', ${contacts.chat}, 'user', ${contacts.user}, 'name', ${contacts.name},
      'zone', ${suppliers.zone}, 'place', row_number() over (order by ${contacts.addedAt}, ${contacts.id})) as held
    from ${purchaseOrders}
    join ${suppliers} on ${suppliers.id} = ${supplierId} and ${suppliers.pingsNew}
    join ${contacts} on ${contacts.supplierId} = ${supplierId}
    where ${amongNamed(id, ids)} and not ${isOfBurst}`
})
