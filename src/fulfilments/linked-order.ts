import { eq } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Order, orders } from '../orders/tables.ts'
import type { LinkedStore, LinkedStores } from '../stores/linked-store.ts'
import { storeLinks } from '../stores/tables.ts'

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
export function storesToTell(db: Reads, ids: readonly string[]): Promise<readonly { id: string; store: string }[]> {
  return db
    .select({ id: orders.id, store: storeLinks.storeId })
    .from(orders)
    .innerJoin(storeLinks, eq(storeLinks.storeId, orders.storeId))
    .where(among(orders.id, ids))
}
