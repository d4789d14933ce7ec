import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { findSupplier } from './find-supplier.ts'
import { readSkus, skuKey } from './sku.ts'
import { supplierSkus } from './tables.ts'

export const ListSkus = z.object({ supplier: z.string().min(1), skus: z.string().trim().min(1) })

/** Says which SKUs a supplier supplies, separated by commas, spaces or lines. A later order with one is routed to it. */
export async function listSkus(verb: Verb, { supplier: named, skus }: z.infer<typeof ListSkus>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, named)
  const typed = [...Map.groupBy(readSkus(skus), skuKey)]
  if (typed.length === 0) throw new Refusal('Write at least one SKU.', 'skus')
  const rows = typed.map(([key, [sku = key]]) => ({ skuKey: key, sku, supplierId: supplier.id, listedAt: verb.now }))
  const added = await verb.db.insert(supplierSkus).values(rows).onConflictDoNothing().returning()
  if (added.length === 0) return { text: `${supplier.name} supplies these already.` }
  await verb.record('supplier.sku_listed', supplier.id, { skus: added.map(row => row.sku) })
  return { text: `${supplier.name} supplies ${count(added.length, 'more SKU')} now.` }
}
