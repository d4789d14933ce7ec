import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { keepAttached } from '../kernel/ground/keep-file.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { allSuppliers, findSupplier } from '../suppliers/find-supplier.ts'
import { type Supplier, supplierSkus } from '../suppliers/tables.ts'
import { SUPPLIER_COLUMNS } from './supplier-table.ts'

export const ExportSuppliers = z.object({ supplier: z.string().min(1).optional() })

/** Suppliers and their SKUs, or one with its own, as the CSV that `/supplier import` reads. */
export async function exportSuppliers(verb: Verb, input: z.infer<typeof ExportSuppliers>): Promise<Outcome> {
  const wanted = input.supplier ? [await findSupplier(verb.db, input.supplier)] : await allSuppliers(verb.db)
  if (wanted.length === 0) throw new Refusal('There is no supplier yet. Add one with /supplier add.')
  const rows: (readonly (string | number)[])[] = []
  for (const supplier of wanted) rows.push(...(await rowsOfSupplier(verb, supplier)))
  const bytes = writeCsv(Object.values(SUPPLIER_COLUMNS), rows)
  const file = await keepAttached(verb.db, { name: 'suppliers.csv', bytes }, verb.now)
  const summary = `${count(wanted.length, 'supplier')} with ${count(rows.length - wanted.length, 'SKU')}.`
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'neutral', title: 'Suppliers and SKUs', summary },
      files: [file],
      context: 'Only you see this. Download it within two days; /supplier import reads it back.',
    },
  }
}

async function rowsOfSupplier({ db }: Verb, { id, name, zone, shipHours, instructions }: Supplier) {
  const skus = await db
    .select({ sku: supplierSkus.sku })
    .from(supplierSkus)
    .where(eq(supplierSkus.supplierId, id))
    .orderBy(asc(supplierSkus.rank), asc(supplierSkus.listedAt), asc(supplierSkus.skuKey))
  return [[name, '', zone, shipHours, instructions ?? ''], ...skus.map(({ sku }) => [name, sku, '', '', ''])]
}
