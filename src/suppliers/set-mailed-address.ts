import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findSupplier } from './find-supplier.ts'
import { suppliers } from './tables.ts'

export const SetMailedAddress = z.object({ supplier: z.string().min(1), setting: z.enum(['on', 'off']) })

/** Sets whether mails and files to a supplier have the customer's address in them, or only a link to it. */
export async function setMailedAddress(verb: Verb, input: z.infer<typeof SetMailedAddress>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const mailsShipTo = input.setting === 'on'
  if (mailsShipTo !== supplier.mailsShipTo) {
    await verb.db.update(suppliers).set({ mailsShipTo }).where(eq(suppliers.id, supplier.id))
    await verb.record('supplier.mailed_address_set', supplier.id, { on: mailsShipTo })
  }
  return {
    text: mailsShipTo
      ? `New purchase orders in mails and files to ${supplier.name} have the customer’s address in them. Waybill can’t erase it from a mailbox or a folder.`
      : `Mails and files to ${supplier.name} have no address in them: it opens behind the link, or by the API.`,
  }
}
