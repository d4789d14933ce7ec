import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { findContact } from './find-contact.ts'
import { findSupplier } from './find-supplier.ts'
import { contacts } from './tables.ts'

export const RenameContact = z.object({
  supplier: z.string().min(1),
  contact: z.string().min(1),
  name: z.string().trim().min(1).pipe(truncated(80)),
  sure,
})

/** Calls a contact by another name here; who they are in the chat stays. */
export async function renameContact(verb: Verb, input: z.infer<typeof RenameContact>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const contact = await findContact(verb.db, supplier, input.contact)
  const { name } = input
  if (name === contact.name) return { text: `${name} is called that already.` }
  if (!input.sure)
    return preview({
      title: `Rename ${contact.name}?`,
      summary: `${contact.name} is called ${name} here. It is the same person on ${contact.chat}.`,
      affects: ['What they did so far keeps the old name.'],
      ...{ label: 'Rename', style: 'primary', command: 'supplier.rename-contact' },
      input: { supplier: supplier.id, contact: contact.id, name },
    })
  await verb.db.update(contacts).set({ name }).where(eq(contacts.id, contact.id))
  await verb.record('supplier.contact_renamed', supplier.id, { from: contact.name, to: name })
  return { text: `${contact.name} is called ${name} now.` }
}
