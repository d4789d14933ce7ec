import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { contacts } from '../suppliers/tables.ts'
import { SIGN_IN_CHAT } from './add-person.ts'
import { canStaffSignIn, findSignedUp } from './find-person.ts'
import { people } from './tables.ts'

export const RemovePerson = z.object({ person: z.string().min(1), sure })

/** Somebody who left signs in no more, and is signed out at once. What they did keeps their name. */
export async function removePerson(verb: Verb, input: z.infer<typeof RemovePerson>): Promise<Outcome> {
  const { db } = verb
  const { user, name, staff, password } = await findSignedUp(db, input.person)
  if (staff && password && !(await canStaffSignIn(db, user)))
    throw new Refusal(
      `${name} is the last of your staff who can sign in. Add somebody else first: /person add.`,
      'person',
    )
  if (!input.sure)
    return preview({
      title: `Remove ${name}?`,
      summary: `${name} is signed out at once and can’t sign in any more.`,
      affects: [
        'What they did keeps their name.',
        ...(staff ? [] : [`${name} can’t act for their supplier in the console any more.`]),
      ],
      ...{ label: `Remove ${name}`, command: 'person.remove', input: { person: user } },
    })
  await db.delete(people).where(eq(people.user, user))
  const person = { chat: SIGN_IN_CHAT, user, name }
  await verb.record('person.removed', user, person)
  if (!staff) await removeContacts(verb, person)
  return { text: `${name} is signed out and can’t sign in any more.` }
}

async function removeContacts(verb: Verb, person: { chat: string; user: string; name: string }): Promise<void> {
  const theirs = and(eq(contacts.chat, person.chat), eq(contacts.user, person.user))
  for (const { supplierId } of await verb.db.delete(contacts).where(theirs).returning())
    await verb.record('supplier.contact_removed', supplierId, person)
}
