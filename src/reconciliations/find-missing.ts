import { desc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { isConnected, storeLinks, stores } from '../stores/tables.ts'
import { reconciliations } from './tables.ts'
import { missing } from './tally.ts'

/** Stores that were not whole when they were compared last, and how many orders were missing. */
export async function findMissing(db: Reads): Promise<readonly { store: string; missing: number }[]> {
  const rows = await db
    .select({ id: stores.id, store: stores.name, there: reconciliations.there, shown: reconciliations.shown })
    .from(reconciliations)
    .innerJoin(stores, eq(stores.id, reconciliations.storeId))
    .innerJoin(storeLinks, eq(storeLinks.storeId, stores.id))
    .where(isConnected)
    .orderBy(desc(reconciliations.comparedAt))
  const newest = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([first]) => first ?? [])
  return newest.map(({ store, ...counts }) => ({ store, missing: missing(counts) })).filter(one => one.missing > 0)
}
