import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { matchesAll, plainSku, skuKey } from '../suppliers/sku.ts'
import { supplierSkus } from '../suppliers/tables.ts'
import { openLinesWith } from './what-is-open.ts'

const sku = z.string().transform(plainSku).pipe(z.string().min(1).max(200))
export const RenameSku = z.object({ supplier: z.string().min(1), sku, to: sku, sure })

/** Has a supplier list another SKU in the place of one: in the same turn, where several supply it. */
export async function renameSku(verb: Verb, input: z.infer<typeof RenameSku>): Promise<Outcome> {
  const { db } = verb
  const supplier = await findSupplier(db, input.supplier)
  const listed = (key: string) => and(eq(supplierSkus.supplierId, supplier.id), eq(supplierSkus.skuKey, key))
  const [from, to] = [skuKey(input.sku), skuKey(input.to)]
  const [row] = await db.select().from(supplierSkus).where(listed(from))
  if (!row) throw new Refusal(`${supplier.name} doesn’t list ${input.sku}. See /supplier show.`, 'sku')
  if (matchesAll(to)) throw new Refusal('A * alone would match every SKU. Write how they begin, such as LAMP-*.', 'to')
  if (row.sku === input.to) return { text: `${row.sku} is called that already.` }
  if (from !== to && (await db.$count(supplierSkus, listed(to))) > 0)
    throw new Refusal(`${supplier.name} lists ${input.to} already. Take ${row.sku} away: /supplier remove-sku`, 'to')
  if (!input.sure) {
    const [before, after] = [await openLinesWith(db, from), await openLinesWith(db, to)]
    return preview({
      title: `Rename ${row.sku}?`,
      summary: `${supplier.name} supplies ${input.to} instead of ${row.sku}.`,
      affects: [
        `Orders with ${row.sku} no longer go to ${supplier.name}: ${count(before, 'open line')}.`,
        `Orders with ${input.to} do: ${count(after, 'open line')}.`,
        'Purchase orders that were sent keep the SKU they were sent with.',
      ],
      ...{ label: 'Rename', style: 'primary', command: 'supplier.rename-sku' },
      input: { supplier: supplier.id, sku: row.sku, to: input.to },
    })
  }
  await db.update(supplierSkus).set({ skuKey: to, sku: input.to }).where(listed(from))
  await verb.record('supplier.sku_renamed', supplier.id, { from: row.sku, to: input.to })
  return { text: `${supplier.name} supplies ${input.to} instead of ${row.sku} now.` }
}
