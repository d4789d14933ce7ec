import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { nameKey, plain } from '../kernel/words/plain.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type Store, stores } from './tables.ts'

type Told = Pick<Store, 'kind' | 'key' | 'name'> & { fromFile?: boolean | undefined }

/**
 * The store that is named, if it is here: by its lasting name, and a file's store, which has but what somebody typed, by
 * any name it is shown or known by, ignoring case and spaces.
 */
export async function findKnownStore(db: Reads, { kind, key, name, fromFile }: Told): Promise<Store | null> {
  const [exact] = (await readNamed(db, { key })).named
  if (exact || !fromFile) return exact ? itself(db, exact) : null
  const wanted = [key, name].map(nameKey)
  const every = await db.select().from(stores).orderBy(asc(stores.name))
  const fitting = every.filter(one => [one.key, one.name].some(is => wanted.includes(nameKey(is))))
  const found = fitting.find(one => one.kind !== kind) ?? fitting[0]
  return found ? itself(db, found) : null
}

const readNamed = readingTogether(({ key }: Placeholders<'key'>) => ({ named: [stores, eq(stores.key, key)] }))

/** The store that one turned out to be, or it. */
async function itself(db: Reads, store: Store): Promise<Store> {
  if (!store.sameAs) return store
  const [other] = await db.select().from(stores).where(eq(stores.id, store.sameAs))
  return other ?? store
}

/**
 * The store that is named, added when it is new. One that was known from files alone, by one of these names, is that store
 * from its first word on.
 * @param here what was found of it already
 */
export async function findOrAddStore(verb: Verb, told: Told, here?: Store | null): Promise<Store> {
  const { kind, key, name, fromFile } = told
  const known = here === undefined ? await findKnownStore(verb.db, told) : here
  const ofFiles = fromFile || (known && !known.ofFiles) ? null : (known ?? (await findStoreOfFiles(verb.db, told)))
  if (ofFiles) return connectStore(verb, ofFiles, told)
  if (known) return back(verb, known)
  const [added] = await verb.db
    .insert(stores)
    .values({
      kind,
      key: fromFile ? plain(key) : key,
      name: plain(name),
      ofFiles: fromFile ?? false,
      addedAt: verb.now,
    })
    .onConflictDoNothing()
    .returning()
  if (added) {
    await verb.record('store.added', added.id, { name, kind })
    return added
  }
  const store = await findKnownStore(verb.db, told)
  if (!store) throw new Error('a store is neither new nor known')
  return store
}

async function findStoreOfFiles(db: Reads, { key, name }: Told): Promise<Store | null> {
  const wanted = [key, name].map(nameKey)
  const every = await db.select().from(stores).where(isNull(stores.sameAs)).orderBy(asc(stores.name))
  return every.find(one => one.ofFiles && wanted.includes(nameKey(one.key))) ?? null
}

/** One that was removed is back with what it sends. */
async function back(verb: Verb, store: Store): Promise<Store> {
  if (!store.removedAt) return store
  await verb.db.update(stores).set({ removedAt: null }).where(eq(stores.id, store.id))
  await verb.record('store.returned', store.id, { name: store.name })
  return { ...store, removedAt: null }
}

/** What files called it gives way to its own names; its orders and settings stay. */
async function connectStore(verb: Verb, { id, name: before }: Store, { kind, key, name }: Told): Promise<Store> {
  const own = { kind, key, name: plain(name), ofFiles: false, removedAt: null }
  const [store] = await verb.db.update(stores).set(own).where(eq(stores.id, id)).returning()
  if (!store) throw new Error('a store was not connected')
  await verb.record('store.connected', id, { name: store.name, kind, before })
  return store
}

/** By its name, its lasting name or our id. @throws Refusal with the nearest name. */
export async function findStore(db: Reads, named: string): Promise<Store> {
  const typed = nameKey(named)
  const all = await allStores(db)
  const store =
    all.find(one => one.id === named) ??
    all.find(one => nameKey(one.key) === typed) ??
    all.find(one => nameKey(one.name) === typed)
  if (store) return store
  const near = nearest(
    typed,
    all.flatMap(({ key, name }) => [key, name]),
  )
  throw new Refusal(
    `I don’t know a store “${named}”. ${near ? `Did you mean “${near}”?` : 'See /store list.'}`,
    'store',
  )
}

/** Without those that were removed, or turned out to be another. */
export function allStores(db: Reads): Promise<Store[]> {
  const isListed = and(isNull(stores.sameAs), isNull(stores.removedAt))
  return db.select().from(stores).where(isListed).orderBy(asc(stores.name))
}

export async function namesOfStores(db: Reads): Promise<readonly string[]> {
  return (await allStores(db)).map(({ name }) => name)
}
