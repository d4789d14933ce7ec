import { and, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from './find-store.ts'
import { isConnected, type Store, type StoreLinkRow, storeLinks } from './tables.ts'

/** A store that is connected, by any of its names. @throws Refusal that says how to connect it. */
export async function findConnected(db: Reads, named: string): Promise<{ store: Store; link: StoreLinkRow }> {
  const store = await findStore(db, named)
  const mine = and(eq(storeLinks.storeId, store.id), isConnected)
  const [link] = await db.select().from(storeLinks).where(mine)
  if (link) return { store, link }
  throw new Refusal(`${store.name} isn’t connected. Connect it with /store connect.`, 'store')
}
