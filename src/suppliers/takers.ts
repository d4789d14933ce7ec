import { or, type SQL, sql } from 'drizzle-orm'
import { amongNamed } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { fitsSku, isPattern, skuKey } from './sku.ts'
import { supplierSkus } from './tables.ts'

/** Suppliers, the first to ask first, by `skuKey`. */
export type Takers = ReadonlyMap<string, readonly string[]>
/** A SKU, or a pattern, of a supplier. */
export type SkuListing = typeof supplierSkus.$inferSelect

/**
 * Who supplies SKUs, by `skuKey`, the first to ask first: those that list the SKU itself, then those whose pattern
 * fits.
 */
export async function takersOf(db: Reads, skus: readonly (string | null)[]): Promise<Takers> {
  const keys = keysOf(skus)
  if (keys.length === 0) return new Map()
  return takersAmong((await readListings(db, { keys: JSON.stringify(keys) })).listings, skus)
}

/** Which listings are looked at: those that fit a condition, and every pattern. */
export const fitting = (fits: SQL) => or(fits, sql`${supplierSkus.skuKey} like '%*%'`)

const readListings = readingTogether(({ keys }: Placeholders<'keys'>) => ({
  listings: [supplierSkus, fitting(amongNamed(supplierSkus.skuKey, keys))],
}))

/** The same of listings that are read already. Pure. */
export function takersAmong(listings: readonly SkuListing[], skus: readonly (string | null)[]): Takers {
  const rows = listings.toSorted(
    (a, b) => a.rank - b.rank || Number(a.listedAt) - Number(b.listedAt) || (a.supplierId < b.supplierId ? -1 : 1),
  )
  const own = Map.groupBy(rows, row => row.skuKey)
  const patterns = rows.filter(row => isPattern(row.skuKey))
  return new Map(
    keysOf(skus).map(key => {
      const exact = own.get(key) ?? []
      const wide = patterns.filter(row => row.skuKey !== key && fitsSku(row.skuKey, key))
      return [key, [...new Set([...exact, ...wide].map(row => row.supplierId))]]
    }),
  )
}

const keysOf = (skus: readonly (string | null)[]) => [...new Set(skus.flatMap(sku => (sku ? [skuKey(sku)] : [])))]
