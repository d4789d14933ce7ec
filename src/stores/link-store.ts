import { and, eq } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { ReadCredentials } from '../kernel/shapes/storefront.ts'
import { nameKey } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { allStores, findOrAddStore } from './find-store.ts'
import { sealed } from './open-links.ts'
import { isConnected, type Store, storeLinks, stores } from './tables.ts'

/** What lets us into a store, what it is to be called, and who of the staff asked for it. */
type Linked = ReadCredentials & { kind: string; name?: string | undefined; by: string }

/** Keeps what lets us into a store, sealed; it is looked at right after. One that is connected gets the new secrets. */
export async function linkStore(verb: Verb, linked: Linked): Promise<Outcome> {
  const { kind, by, shownOnce } = linked
  const store = await findOrAddStore(verb, await named(verb, linked))
  const [before] = await verb.db
    .select()
    .from(storeLinks)
    .where(and(eq(storeLinks.storeId, store.id), isConnected))
  const address = linked.address ?? store.key
  const secrets = sealed(verb.outside.seal, linked.secrets, store.id)
  const storefront = verb.outside.storefronts.get(kind)
  const refunds = storefront?.refund !== undefined
  const row = { kind, address, secrets, refunds, connectedAt: verb.now, connectedBy: by }
  await verb.db
    .insert(storeLinks)
    .values({ storeId: store.id, ...row })
    .onConflictDoUpdate({ target: storeLinks.storeId, set: { ...row, checkedAt: null, leavingAt: null } })
  if (storefront?.orderPage)
    await verb.db
      .update(stores)
      .set({ orderPage: storefront.orderPage(address) })
      .where(eq(stores.id, store.id))
  await verb.record('store.linked', store.id, { name: store.name, kind, address, again: before !== undefined })
  await verb.owe(checkOf(store.id))
  const done = before ? `${store.name} has its new secrets.` : `${store.name} is connected.`
  const shown = shownOnce ? `\n${shownOnce}` : ''
  return { text: `${done} I am checking it now; what I find is posted in the alerts room.${shown}` }
}

/** What is owed to a store to be looked at. */
export const checkOf = (store: string) => ({ name: 'store.check', subject: store, queue: queueOf(store) })

/** A store is asked one thing at a time: its limits are its own. */
export const queueOf = (store: string) => `store ${store}`

/** A kind without addresses knows its stores by the names they have here. */
async function named({ db }: Verb, { kind, name, address }: Linked) {
  if (address) return { kind, key: address, name: name ?? address }
  if (!name) throw new Refusal('Say what the store is called, with name.', 'name')
  const known = (await allStores(db)).find((one: Store) => one.kind === kind && nameKey(one.name) === nameKey(name))
  return { kind, key: known?.key ?? nameKey(name).replace(/[^a-z0-9]+/g, '-'), name }
}
