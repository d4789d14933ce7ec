import { and, eq, notInArray } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type Store, stores } from '../stores/tables.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { type Elsewhere, ofOthers } from './look-up.ts'
import { orders } from './tables.ts'

/**
 * A store whose ids are its own tells an order that a file brought under another store's name: that was this store. Its
 * orders come here, so that none is known twice, and what files call it leads here.
 * @param elsewhere orders with these ids under other stores' names
 * @returns those that other stores have all the same
 */
export async function joinStoreOfFiles(
  verb: Verb,
  store: Store,
  told: readonly IncomingOrder[],
  elsewhere: readonly Elsewhere[],
): Promise<readonly Elsewhere[]> {
  const found = ofOthers(elsewhere, store, told)
  if (told[0]?.store.fromFile) return found
  const named = new Set(told.map(({ externalId, number }) => `${externalId} ${number}`))
  const same = found.filter(one => one.store.ofFiles && named.has(`${one.externalId} ${one.number}`))
  const joined = new Map(same.map(one => [one.store.id, one.store]))
  for (const from of joined.values()) await join(verb, store, from)
  return found.filter(one => !joined.has(one.store.id))
}

async function join({ db, record }: Verb, store: Store, from: Store): Promise<void> {
  const here = db.select({ id: orders.externalId }).from(orders).where(eq(orders.storeId, store.id))
  await db
    .update(orders)
    .set({ storeId: store.id })
    .where(and(eq(orders.storeId, from.id), notInArray(orders.externalId, here)))
  await db.update(stores).set({ sameAs: store.id }).where(eq(stores.id, from.id))
  await record('store.connected', store.id, { name: store.name, kind: store.kind, before: from.name })
}
