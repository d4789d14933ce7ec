import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { ReadCredentials, Storefront } from '../kernel/shapes/storefront.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { nameKey } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { allStores, findOrAddStore } from './find-store.ts'
import { askForKey } from './hand-out.ts'
import { sealed } from './open-links.ts'
import { isConnected, type Store, storeLinks } from './tables.ts'

const word = z.string().trim().min(1).max(500).optional()

export const ConnectStore = z.object({
  kind: z.string().trim().min(1),
  /** Its domain or site. */
  address: word,
  /** What it is called here; without it, its address. */
  name: z.string().trim().min(1).max(80).optional(),
  key: word,
  secret: word,
})

/**
 * Lets Waybill into a store: what it takes is sealed, and looked at right after. A store that is connected already gets
 * the new secrets.
 */
export async function connectStore(verb: Verb, input: z.infer<typeof ConnectStore>): Promise<Outcome> {
  const { kind, storefront } = storefrontOf(verb, input.kind)
  if (storefront.handOut && !input.key && !input.secret) return askForKey(verb, { ...input, kind }, storefront.handOut)
  const credentials = storefront.read(input)
  const store = await findOrAddStore(verb, await named(verb, kind, input.name, credentials))
  const [before] = await verb.db
    .select()
    .from(storeLinks)
    .where(and(eq(storeLinks.storeId, store.id), isConnected))
  const address = credentials.address ?? store.key
  const secrets = sealed(verb.outside.seal, credentials.secrets, store.id)
  const refunds = storefront.refund !== undefined
  const row = { kind, address, secrets, refunds, connectedAt: verb.now, connectedBy: verb.actor.name }
  await verb.db
    .insert(storeLinks)
    .values({ storeId: store.id, ...row })
    .onConflictDoUpdate({ target: storeLinks.storeId, set: { ...row, checkedAt: null, leavingAt: null } })
  await verb.record('store.linked', store.id, { name: store.name, kind, address, again: before !== undefined })
  await verb.owe(checkOf(store.id))
  const done = before ? `${store.name} has its new secrets.` : `${store.name} is connected.`
  const shown = credentials.shownOnce ? `\n${credentials.shownOnce}` : ''
  return { text: `${done} I am checking it now; what I find is posted in the alerts room.${shown}` }
}

/** What is owed to a store to be looked at. */
export const checkOf = (store: string) => ({ name: 'store.check', subject: store, queue: queueOf(store) })

/** A store is asked one thing at a time: its limits are its own. */
export const queueOf = (store: string) => `store ${store}`

/** @throws Refusal with the kinds there are. */
function storefrontOf({ outside: { storefronts } }: Verb, named: string): { kind: string; storefront: Storefront } {
  const kind = [...storefronts.keys()].find(one => one === nameKey(named)) ?? ''
  const storefront = storefronts.get(kind)
  if (storefront) return { kind, storefront }
  const near = nearest(named, [...storefronts.keys()])
  const which = near ? `Did you mean “${near}”?` : `I can connect ${list([...storefronts.keys()], 'or')}.`
  throw new Refusal(`I don’t know a kind of store “${named}”. ${which}`, 'kind')
}

/** A kind without addresses knows its stores by the names they have here. */
async function named({ db }: Verb, kind: string, name: string | undefined, { address }: ReadCredentials) {
  if (address) return { kind, key: address, name: name ?? address }
  if (!name) throw new Refusal('Say what the store is called, with name.', 'name')
  const known = (await allStores(db)).find((one: Store) => one.kind === kind && nameKey(one.name) === nameKey(name))
  return { kind, key: known?.key ?? nameKey(name).replace(/[^a-z0-9]+/g, '-'), name }
}
