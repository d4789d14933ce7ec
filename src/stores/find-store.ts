import { asc, eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
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
  const [exact] = await db.select().from(stores).where(eq(stores.key, key))
  if (exact || !fromFile) return exact ?? null
  const wanted = [key, name].map(nameKey)
  const fitting = (await allStores(db)).filter(one => [one.key, one.name].some(is => wanted.includes(nameKey(is))))
  return fitting.find(one => one.kind !== kind) ?? fitting[0] ?? null
}

/** The store that is named, added when it is new. */
export async function findOrAddStore(verb: Verb, told: Told): Promise<Store> {
  const { kind, key, name, fromFile } = told
  const known = await findKnownStore(verb.db, told)
  if (known) return known
  const [added] = await verb.db
    .insert(stores)
    .values({ kind, key: fromFile ? plain(key) : key, name: plain(name), addedAt: verb.now })
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

/** @throws Refusal with the nearest name. */
export async function findStore(db: Reads, named: string): Promise<Store> {
  const typed = nameKey(named)
  const all = await allStores(db)
  const store = all.find(one => nameKey(one.key) === typed) ?? all.find(one => nameKey(one.name) === typed)
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

export function allStores(db: Reads): Promise<Store[]> {
  return db.select().from(stores).orderBy(asc(stores.name))
}

export async function namesOfStores(db: Reads): Promise<readonly string[]> {
  return (await allStores(db)).map(({ name }) => name)
}
