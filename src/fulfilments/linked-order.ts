import { eq, sql } from 'drizzle-orm'
import { amongNamed } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readSelect } from '../kernel/ground/read-together.ts'
import { statement } from '../kernel/ground/statement.ts'
import { type Order, orders } from '../orders/tables.ts'
import type { LinkedStore, LinkedStores } from '../stores/linked-store.ts'
import { isConnected, storeLinks } from '../stores/tables.ts'

/** An order with what can be done at its store; null where there is no such order, or its store is not connected. */
export async function linkedOrder(
  db: Reads,
  linked: LinkedStores,
  id: string,
): Promise<(LinkedStore & { order: Order }) | null> {
  const [order] = await db.select().from(orders).where(eq(orders.id, id))
  const store = order && (await linked(order.storeId))
  return store ? { ...store, order } : null
}

/** Those of these orders whose store is connected, with our id of that store. */
export async function storesToTell(db: Reads, ids: readonly string[]): Promise<readonly OfStore[]> {
  return (await readSelect(db, ofConnected({ ids: JSON.stringify(ids) }))) as readonly OfStore[]
}

type OfStore = { id: string; store: string }

const ofConnected = statement<'ids'>(
  ({ ids }) => sql`select json_build_object('id', ${orders.id}, 'store', ${storeLinks.storeId}) as held
    from ${orders} join ${storeLinks} on ${storeLinks.storeId} = ${orders.storeId}
    where ${amongNamed(orders.id, ids)} and ${isConnected}`,
)
