import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { nearest } from '../kernel/words/nearest.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, list } from '../kernel/words/text.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { readSkus, skuKey, writeSkus } from '../suppliers/sku.ts'
import { type Supplier, supplierSkus } from '../suppliers/tables.ts'
import { takersOf } from '../suppliers/takers.ts'
import { openInWords } from './what-is-open.ts'

/** Said instead of SKUs for every one that a supplier lists. */
const ALL = /^(all|\*)$/i
const MOST_NAMED = 10

export const RemoveSkus = z.object({ supplier: z.string().min(1), skus: z.string().trim().min(1), sure })

/** Takes SKUs from a supplier: no later order is routed to it by them. */
export async function removeSkus(verb: Verb, input: z.infer<typeof RemoveSkus>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const all = ALL.test(input.skus)
  const leaving = await listed(verb, supplier, all ? null : readSkus(input.skus))
  const skus = leaving.map(({ sku }) => sku)
  if (!input.sure) return whatChanges(verb, supplier, leaving, all ? 'all' : writeSkus(skus))
  const keys = leaving.map(one => one.skuKey)
  await verb.db
    .delete(supplierSkus)
    .where(and(eq(supplierSkus.supplierId, supplier.id), inArray(supplierSkus.skuKey, keys)))
  await verb.record('supplier.sku_removed', supplier.id, { skus })
  return { text: `${supplier.name} no longer supplies ${count(skus.length, 'SKU')}.` }
}

type Listed = typeof supplierSkus.$inferSelect

/** Those of a supplier's list that are named, or all. @throws Refusal for one that it does not list. */
async function listed({ db }: Verb, { id, name }: Supplier, named: readonly string[] | null): Promise<Listed[]> {
  const own = await db.select().from(supplierSkus).where(eq(supplierSkus.supplierId, id)).orderBy(supplierSkus.skuKey)
  if (own.length === 0) throw new Refusal(`${name} lists no SKUs.`, 'skus')
  if (!named) return own
  const keys = new Map(own.map(one => [one.skuKey, one]))
  const missing = named.find(sku => !keys.has(skuKey(sku)))
  if (missing !== undefined) {
    const near = nearest(skuKey(missing), keys.keys())
    const hint = near ? `Did you mean ${keys.get(near)?.sku}?` : 'See /supplier show.'
    throw new Refusal(`${name} doesn’t list ${missing}. ${hint}`, 'skus')
  }
  return [...new Set(named.map(skuKey))].flatMap(key => keys.get(key) ?? [])
}

async function whatChanges(verb: Verb, { id, name }: Supplier, leaving: readonly Listed[], skus: string) {
  const open = await openPurchaseOrders(verb.db, id)
  const takers = await takersOf(
    verb.db,
    leaving.map(one => one.sku),
  )
  const alone = leaving.filter(one => takers.get(one.skuKey)?.every(taker => taker === id))
  const named = leaving.slice(0, MOST_NAMED).map(({ sku }) => sku)
  const more = leaving.length - named.length
  return preview({
    title: `Take ${count(leaving.length, 'SKU')} from ${name}?`,
    summary: `${name} no longer supplies ${list(more > 0 ? [...named, `${more} more`] : named)}.`,
    affects: [
      alone.length > 0
        ? `${count(alone.length, 'SKU')} of these: nobody else lists ${alone.length === 1 ? 'it' : 'them'}, so orders need routing.`
        : 'Others list all of these: orders go to them.',
      open.length > 0
        ? `${openInWords(open)} ${open.length === 1 ? 'stays' : 'stay'} with ${name}.`
        : `${name} has no open purchase orders.`,
    ],
    ...{
      label: `Take ${count(leaving.length, 'SKU')} away`,
      command: 'supplier.remove-sku',
      input: { supplier: id, skus },
    },
  })
}
