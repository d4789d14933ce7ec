import { asc, eq, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type Store, stores } from './tables.ts'

/** The store with that lasting name, added when it is first heard of. */
export async function findOrAddStore(
  verb: Verb,
  { kind, key, name }: Pick<Store, 'kind' | 'key' | 'name'>,
): Promise<Store> {
  const [added] = await verb.db
    .insert(stores)
    .values({ kind, key, name, addedAt: verb.now })
    .onConflictDoNothing()
    .returning()
  if (added) {
    await verb.record('store.added', added.id, { name, kind })
    return added
  }
  const [store] = await verb.db.select().from(stores).where(eq(stores.key, key))
  if (!store) throw new Error('a store is neither new nor known')
  return store
}

/** @throws Refusal with the nearest name. */
export async function findStore(db: Reads, named: string): Promise<Store> {
  const typed = named.trim().toLowerCase()
  const [store] = await db
    .select()
    .from(stores)
    .where(sql`lower(${stores.key}) = ${typed} or lower(${stores.name}) = ${typed}`)
  if (store) return store
  const all = await allStores(db)
  const near = nearest(
    typed,
    all.flatMap(({ key, name }) => [key, name]),
  )
  throw new Refusal(`I know no store “${named}”. ${near ? `Did you mean “${near}”?` : 'See /store list.'}`, 'store')
}

export function allStores(db: Reads): Promise<Store[]> {
  return db.select().from(stores).orderBy(asc(stores.name))
}

/** Names of the stores of a kind. */
export async function namesOfStores(db: Reads, kind: string): Promise<readonly string[]> {
  return (await allStores(db)).filter(store => store.kind === kind).map(({ name }) => name)
}
