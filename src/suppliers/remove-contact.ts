import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { list } from '../kernel/words/text.ts'
import { contactsOf, findContact } from './find-contact.ts'
import { findSupplier } from './find-supplier.ts'
import { contacts } from './tables.ts'

export const RemoveContact = z.object({ supplier: z.string().min(1), contact: z.string().min(1), sure })

/** A person who left acts for a supplier no more, from the next press on. What they did keeps their name. */
export async function removeContact(verb: Verb, input: z.infer<typeof RemoveContact>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const contact = await findContact(verb.db, supplier, input.contact)
  const others = (await contactsOf(verb.db, supplier.id)).filter(({ id }) => id !== contact.id)
  const { id, name, chat, user } = contact
  if (!input.sure)
    return preview({
      title: `Remove ${name} from ${supplier.name}?`,
      summary: `${name} (${chat}) can’t act for ${supplier.name} any more, from the next press on.`,
      affects: [
        `${name} is mentioned on nothing new. What they did keeps their name.`,
        `They can read ${supplier.name}’s room until you remove them from it there.`,
        others.length > 0
          ? `${list(others.slice(0, 10).map(one => one.name))} can still act.`
          : `Nobody else can act for ${supplier.name}: add another contact.`,
      ],
      ...{ label: `Remove ${name}`, command: 'supplier.remove-contact', input: { supplier: supplier.id, contact: id } },
    })
  await verb.db.delete(contacts).where(eq(contacts.id, id))
  await verb.record('supplier.contact_removed', supplier.id, { chat, user, name })
  const left = others.length > 0 ? '' : ` ${supplier.name} has no contact now: /supplier contact.`
  return { text: `${name} can’t act for ${supplier.name} any more.${left}` }
}
