import { asc, or, sql } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { fitsSku, isPattern, skuKey } from './sku.ts'
import { supplierSkus } from './tables.ts'

/**
 * Who supplies SKUs, by `skuKey`, the first to ask first: those that list the SKU itself, then those whose pattern
 * fits.
 */
export async function takersOf(
  db: Reads,
  skus: readonly (string | null)[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = [...new Set(skus.flatMap(sku => (sku ? [skuKey(sku)] : [])))]
  if (keys.length === 0) return new Map()
  const rows = await db
    .select()
    .from(supplierSkus)
    .where(or(among(supplierSkus.skuKey, keys), sql`${supplierSkus.skuKey} like '%*%'`))
    .orderBy(asc(supplierSkus.rank), asc(supplierSkus.listedAt), asc(supplierSkus.supplierId))
  const listed = Map.groupBy(rows, ({ skuKey }) => skuKey)
  const patterns = rows.filter(row => isPattern(row.skuKey))
  return new Map(
    keys.map(key => {
      const own = listed.get(key) ?? []
      const wide = patterns.filter(row => row.skuKey !== key && fitsSku(row.skuKey, key))
      return [key, [...new Set([...own, ...wide].map(row => row.supplierId))]]
    }),
  )
}
