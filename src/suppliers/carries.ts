import type { Reads } from '../kernel/ground/db.ts'
import { list } from '../kernel/words/text.ts'
import { skuKey } from './sku.ts'
import type { Supplier } from './tables.ts'
import { takersOf } from './takers.ts'

type Skus = readonly (string | null)[]

/** Those of the SKUs that are not among what a supplier supplies; a line without one is nobody's to say. */
export async function lackingOf(db: Reads, supplierId: string, skus: Skus): Promise<readonly string[]> {
  const wanted = new Map(skus.flatMap(sku => (sku ? [[skuKey(sku), sku] as const] : [])))
  const takers = await takersOf(db, skus)
  return [...wanted].filter(([key]) => !takers.get(key)?.includes(supplierId)).map(([, sku]) => sku)
}

/** ` Casa does not list LAMP: …`, after an answer that sent it to them all the same; nothing where it lists all. */
export async function lackingWords(db: Reads, { id, name }: Supplier, skus: Skus): Promise<string> {
  const lacking = await lackingOf(db, id, skus)
  return lacking.length > 0 ? ` ${name} does not list ${list(lacking)}: make sure that it has it.` : ''
}
