import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { findSupplier } from './find-supplier.ts'
import { contacts } from './tables.ts'

export const AddContact = z.object({ supplier: z.string().min(1), person: Named })

/** Lets a person (or everybody with a role) act for a supplier, in that supplier's rooms. */
export async function addContact(
  verb: Verb,
  { supplier: named, person }: z.infer<typeof AddContact>,
): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, named)
  const added = await verb.db
    .insert(contacts)
    .values({ supplierId: supplier.id, chat: person.chat, user: person.id, name: person.name, addedAt: verb.now })
    .onConflictDoNothing()
    .returning()
  if (added.length === 0) return { text: `${person.name} is a contact of ${supplier.name} already.` }
  const { chat, id: user, name } = person
  await verb.record('supplier.contact_added', supplier.id, { name, chat, user })
  return { text: `${person.name} may act for ${supplier.name} now, in ${supplier.name}’s room.` }
}
