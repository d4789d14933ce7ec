import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { count } from '../kernel/words/text.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { mustBeFree, SupplierName } from '../suppliers/add-supplier.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { supplierSkus, suppliers } from '../suppliers/tables.ts'
import { openInWords } from './what-is-open.ts'

export const RenameSupplier = z.object({ supplier: z.string().min(1), name: SupplierName, sure })

/** Calls a supplier by another name from now on; what was written so far keeps the old one. */
export async function renameSupplier(verb: Verb, input: z.infer<typeof RenameSupplier>): Promise<Outcome> {
  const { id, name: from } = await findSupplier(verb.db, input.supplier)
  const { name } = input
  await mustBeFree(verb, name, id)
  if (name === from) return { text: `${name} is called that already.` }
  if (!input.sure) {
    const open = await openPurchaseOrders(verb.db, id)
    const skus = await verb.db.$count(supplierSkus, eq(supplierSkus.supplierId, id))
    return preview({
      title: `Rename ${from}?`,
      summary: `${from} is called ${name} from now on. It has ${count(skus, 'SKU')} and ${open.length > 0 ? openInWords(open) : 'no open purchase orders'}.`,
      affects: [
        'Rooms, contacts, SKUs, terms and purchase orders stay with it, and numbers stay as they are.',
        'Open cards show the new name. What was written in the rooms and on record keeps the old one.',
      ],
      ...{ label: 'Rename', style: 'primary', command: 'supplier.rename', input: { supplier: id, name } },
    })
  }
  await verb.db.update(suppliers).set({ name }).where(eq(suppliers.id, id))
  await verb.record('supplier.renamed', id, { from, to: name })
  return { text: `${from} is called ${name} now.` }
}
