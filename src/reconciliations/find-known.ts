import { and, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { ListedOrder } from '../kernel/shapes/storefront.ts'
import { orders } from '../orders/tables.ts'

/** Those of a store's orders that are here as they are there, by the store's id. */
export async function findKnown(
  db: Reads,
  store: string,
  listed: readonly ListedOrder[],
): Promise<ReadonlySet<string>> {
  const ids = listed.map(({ externalId }) => externalId)
  if (ids.length === 0) return new Set()
  const here = await db
    .select({ externalId: orders.externalId, updatedAt: orders.updatedAt })
    .from(orders)
    .where(and(eq(orders.storeId, store), inArray(orders.externalId, ids)))
  const newest = new Map(here.map(({ externalId, updatedAt }) => [externalId, updatedAt]))
  return new Set(
    listed.flatMap(({ externalId, updatedAt }) => ((newest.get(externalId) ?? 0) >= updatedAt ? [externalId] : [])),
  )
}
