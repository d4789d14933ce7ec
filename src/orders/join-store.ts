import { and, eq, ne, notInArray } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type Store, stores } from '../stores/tables.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { orders } from './tables.ts'

/**
 * A store whose ids are its own tells an order that a file brought under another store's name: that was this store. Its
 * orders come here, so that none is known twice, and what files call it leads here.
 */
export async function joinStoreOfFiles(verb: Verb, store: Store, incoming: IncomingOrder): Promise<void> {
  const { externalId, number } = incoming
  if (incoming.store.fromFile || !incoming.store.idsAreUnique) return
  const [same] = await verb.db
    .select({ store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(
      and(
        ...[eq(orders.externalId, externalId), eq(orders.number, number)],
        ...[eq(stores.ofFiles, true), ne(stores.id, store.id)],
      ),
    )
  if (!same) return
  const from = same.store
  const here = verb.db.select({ id: orders.externalId }).from(orders).where(eq(orders.storeId, store.id))
  await verb.db
    .update(orders)
    .set({ storeId: store.id })
    .where(and(eq(orders.storeId, from.id), notInArray(orders.externalId, here)))
  await verb.db.update(stores).set({ sameAs: store.id }).where(eq(stores.id, from.id))
  await verb.record('store.connected', store.id, { name: store.name, kind: store.kind, before: from.name })
}
