import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findSupplier } from './find-supplier.ts'
import { suppliers } from './tables.ts'

export const SetPings = z.object({ supplier: z.string().min(1), setting: z.enum(['on', 'off']) })

/** Sets whether a supplier's contacts are mentioned on new purchase orders. */
export async function setPings(verb: Verb, input: z.infer<typeof SetPings>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const pingsNew = input.setting === 'on'
  if (pingsNew !== supplier.pingsNew) {
    await verb.db.update(suppliers).set({ pingsNew }).where(eq(suppliers.id, supplier.id))
    await verb.record('supplier.pings_set', supplier.id, { on: pingsNew })
  }
  return {
    text: pingsNew
      ? `Contacts of ${supplier.name} are mentioned on a new purchase order, once for several within an hour.`
      : `Contacts of ${supplier.name} aren’t mentioned on new purchase orders.`,
  }
}
