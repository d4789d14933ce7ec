import { createHash, randomBytes } from 'node:crypto'
import { addDays } from 'date-fns/addDays'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { addContact } from '../suppliers/add-contact.ts'
import { contacts } from '../suppliers/tables.ts'
import { people } from './tables.ts'

export const AddPerson = z.object({ person: Named, supplier: z.string().min(1).optional() })

/** The chat in which people of ours sign in; all others have accounts of their own. */
export const SIGN_IN_CHAT = 'console'
const LASTS_DAYS = 7

/** Lets somebody sign in to the console, as staff or for a supplier: answers a link that works once. Again: another link. */
export async function addPerson(verb: Verb, { person, supplier }: z.infer<typeof AddPerson>): Promise<Outcome> {
  const { db, now } = verb
  const { chat, id: user, name } = person
  if (chat !== SIGN_IN_CHAT)
    throw new Refusal(`${name} signs in to ${chat} itself. To let somebody into the console: console/Ola.`, 'person')
  const [known] = await db.select().from(people).where(eq(people.user, user))
  const staff = supplier === undefined
  if (known && known.staff !== staff) throw new Refusal(takenBy(known), 'person')
  if (staff && !known && (await isContact(verb, user)))
    throw new Refusal(
      `${name} is a contact of a supplier. Name the supplier as well, or use another name for your own ${name}.`,
      'person',
    )
  if (supplier !== undefined) await addContact(verb, { supplier, person })
  const key = randomBytes(18).toString('base64url')
  const invited = { invitation: hashOfKey(key), invitedUntil: addDays(now, LASTS_DAYS) }
  await db
    .insert(people)
    .values({ user, name, staff, addedAt: now, ...invited })
    .onConflictDoUpdate({ target: people.user, set: invited })
  await verb.record('person.invited', user, { chat, user, name })
  const how = `It works once, for ${LASTS_DAYS} days.`
  return { text: `${name} chooses a password by this link. ${how} ${linkFor(verb, key)}` }
}

/** What of an invitation's key is kept. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function linkFor({ outside }: Verb, key: string): string {
  const path = `/join/${key}`
  return outside.publicUrl ? `${outside.publicUrl}${path}` : `The console’s address, followed by ${path}`
}

function takenBy({ name, staff }: typeof people.$inferSelect): string {
  return staff
    ? `${name} is one of your staff already. Use another name for the supplier’s ${name}.`
    : `${name} signs in for a supplier already. Name the supplier, or use another name for your own ${name}.`
}

async function isContact({ db }: Verb, user: string): Promise<boolean> {
  const theirs = and(eq(contacts.chat, SIGN_IN_CHAT), eq(contacts.user, user))
  return (await db.$count(contacts, theirs)) > 0
}
