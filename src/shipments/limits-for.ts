import { inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Limits, limitsOf } from './limits.ts'
import { parcelLimits } from './tables.ts'

/** What holds for the orders of a store. */
export async function limitsFor(read: Reads, storeId: string): Promise<Limits> {
  const rows = await read
    .select()
    .from(parcelLimits)
    .where(inArray(parcelLimits.store, ['', storeId]))
  const set = new Map(rows.map(({ store, limits }) => [store, limits]))
  return limitsOf(set.get('') ?? {}, set.get(storeId) ?? {})
}
