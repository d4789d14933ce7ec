import { and, eq, inArray, min, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count, cut, list } from '../kernel/words/text.ts'
import { findSupplier } from './find-supplier.ts'
import { matchesAll, readSkus, skuKey } from './sku.ts'
import { type Supplier, supplierSkus, suppliers } from './tables.ts'

export const ListSkus = z.object({
  supplier: z.string().min(1),
  skus: z.string().trim().min(1),
  /** Who is asked first where another supplier lists the same SKU; asked about when nothing is said. */
  first: z.enum(['this', 'others']).optional(),
})

/**
 * Says which SKUs a supplier supplies, separated by commas, spaces or lines; `LAMP-*` means all that begin with it. A
 * later
 * order with one is routed to it.
 */
export async function listSkus(verb: Verb, input: z.infer<typeof ListSkus>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  mustBeSkus(supplier, input)
  const typed = [...Map.groupBy(readSkus(input.skus), skuKey)]
  if (typed.length === 0) throw new Refusal('Write at least one SKU.', 'skus')
  if (typed.some(([key]) => matchesAll(key)))
    throw new Refusal('A * alone would match every SKU. Write how they begin, such as LAMP-*.', 'skus')
  const keys = typed.map(([key]) => key)
  const elsewhere = await listedElsewhere(verb, supplier, keys)
  if (elsewhere.length > 0 && !input.first && verb.actor.side === 'staff') return whoIsFirst(supplier, elsewhere, input)
  const rank = input.first === 'this' ? await beforeAll(verb, keys) : 0
  const added = await addSkus(
    verb,
    supplier,
    typed.map(([key, [sku = key]]) => sku),
    rank,
  )
  if (added.length === 0) return { text: `${supplier.name} supplies these already.` }
  const order = elsewhere.length > 0 ? ` ${inTurn(elsewhere, input.first ?? 'others')}` : ''
  return { text: `${supplier.name} supplies ${count(added.length, 'more SKU')} now.${order}` }
}

/** Lists SKUs that are each there once; @returns those that the supplier did not list yet. */
export async function addSkus(verb: Verb, { id }: Supplier, skus: readonly string[], rank = 0): Promise<string[]> {
  const rows = skus.map(sku => ({ skuKey: skuKey(sku), sku, supplierId: id, listedAt: verb.now, rank }))
  const added = await verb.db.insert(supplierSkus).values(rows).onConflictDoNothing().returning()
  const news = added.map(({ sku }) => sku)
  if (news.length > 0) await verb.record('supplier.sku_listed', id, { skus: news })
  return news
}

/** `Lumen` and `Works LAMP-1` are a name without quotes. @throws Refusal */
function mustBeSkus({ name }: Supplier, { supplier: typed, skus }: z.infer<typeof ListSkus>): void {
  const rest = name.slice(typed.length).trimStart().toLowerCase()
  const begins = name.toLowerCase().startsWith(`${typed.toLowerCase()} `)
  if (begins && readSkus(skus)[0]?.toLowerCase() === rest)
    throw new Refusal(
      `Put the name in quotes, so that I don’t take “${cut(skus, 60)}” for SKUs: /supplier sku "${name}" …`,
      'supplier',
    )
}

type Elsewhere = { sku: string; supplier: string }

/** Of those SKUs that this supplier doesn't list yet, the ones that others do. */
async function listedElsewhere({ db }: Verb, { id }: Supplier, keys: readonly string[]): Promise<readonly Elsewhere[]> {
  const same = inArray(supplierSkus.skuKey, [...keys])
  const own = await db
    .select()
    .from(supplierSkus)
    .where(and(same, eq(supplierSkus.supplierId, id)))
  const listed = new Set(own.map(({ skuKey }) => skuKey))
  const rows = await db
    .select({ key: supplierSkus.skuKey, sku: supplierSkus.sku, supplier: suppliers.name })
    .from(supplierSkus)
    .innerJoin(suppliers, eq(suppliers.id, supplierSkus.supplierId))
    .where(and(same, ne(supplierSkus.supplierId, id)))
    .orderBy(supplierSkus.rank, supplierSkus.listedAt)
  return rows.filter(({ key }) => !listed.has(key))
}

async function beforeAll({ db }: Verb, keys: readonly string[]): Promise<number> {
  const [least] = await db
    .select({ rank: min(supplierSkus.rank) })
    .from(supplierSkus)
    .where(inArray(supplierSkus.skuKey, [...keys]))
  return (least?.rank ?? 0) - 1
}

function whoIsFirst(supplier: Supplier, elsewhere: readonly Elsewhere[], input: z.infer<typeof ListSkus>): Outcome {
  const others = list([...new Set(elsewhere.map(one => one.supplier))])
  const skus = list([...new Set(elsewhere.map(one => one.sku))].slice(0, 10))
  const summary = `${others} lists ${skus} already. Who is asked first?`
  const ask = (first: 'this' | 'others', label: string) => ({
    label,
    command: 'supplier.sku',
    input: { ...input, supplier: supplier.id, first },
  })
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: 'waiting',
      title: 'Who is asked first?',
      summary,
      buttons: [ask('others', `${others} first`), ask('this', `${supplier.name} first`)],
      context: 'The other is asked when the first declines. Nothing is listed until you choose.',
    },
  }
}

function inTurn(elsewhere: readonly Elsewhere[], first: 'this' | 'others'): string {
  const others = list([...new Set(elsewhere.map(one => one.supplier))])
  return first === 'this' ? `It is asked before ${others}.` : `It is asked after ${others}.`
}
