import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { sure } from '../kernel/asking/preview.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { previewCard } from '../kernel/shapes/preview-card.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findSupplier } from './find-supplier.ts'
import { contacts, type Supplier } from './tables.ts'

export const AddContact = z.object({
  supplier: z.string().min(1),
  person: Named,
  sure,
  /** What `lookAtContact` found. */
  isStaff: z.boolean().optional(),
  sees: z.boolean().optional(),
})
type Asked = z.infer<typeof AddContact>

/** Lets a person (or everybody with a role) act for a supplier, in that supplier's rooms. */
export async function addContact(verb: Verb, input: Asked): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const { chat, id: user, name, isBot } = input.person
  if (isBot) throw new Refusal(`${name} is a bot’s: nobody could press a button for ${supplier.name}.`, 'person')
  const worries = worriesAbout(supplier, input)
  if (worries.length > 0 && !input.sure && verb.actor.side === 'staff') return anyway(supplier, input, worries)
  const added = await verb.db
    .insert(contacts)
    .values({ supplierId: supplier.id, chat, user, name, addedAt: verb.now })
    .onConflictDoNothing()
    .returning()
  if (added.length === 0) return { text: `${name} is a contact of ${supplier.name} already.` }
  await verb.record('supplier.contact_added', supplier.id, { name, chat, user })
  return { text: `${name} may act for ${supplier.name} now, in ${supplier.name}’s room.` }
}

/** What staff should know first, a sentence each. */
function worriesAbout({ name: supplier }: Supplier, { person, isStaff, sees }: Asked): readonly string[] {
  const { name, chat } = person
  return [
    ...(person.isNew ? [`Nobody is called ${name} on ${chat} yet: they will be added as somebody new.`] : []),
    ...(isStaff
      ? [`${name} is your staff, who can act in every room. In ${supplier}’s room they would be its contact instead.`]
      : []),
    ...(sees === false ? [`${name} can’t see ${supplier}’s room on ${chat}: invite them there, too.`] : []),
  ]
}

function anyway(supplier: Supplier, { person }: Asked, [summary = '', ...affects]: readonly string[]): Outcome {
  const press = {
    label: person.isNew ? `Add ${person.name}` : 'Do it anyway',
    command: 'supplier.contact',
    input: { supplier: supplier.id, person, sure: 'yes' },
  }
  const title = `Add ${person.name} to ${supplier.name}?`
  return { text: summary, card: previewCard({ title, summary, affects, presses: [press], tone: 'warning' }) }
}
