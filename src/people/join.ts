import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { slug } from '../kernel/words/slug.ts'
import { contacts } from '../suppliers/tables.ts'
import { SIGN_IN_CHAT } from './add-person.ts'
import { canStaffSignIn } from './find-person.ts'
import { people } from './tables.ts'

/** `password` is its salt and hash. */
export const Join = z.object({ invitation: z.string(), password: z.string() })
export const JoinFirst = z.object({ name: z.string().trim().min(1).max(60), password: z.string() })

/** Swaps an invitation for the password that its person chose. The outcome is how the console calls them. */
export async function join({ db, now, record }: Verb, input: z.infer<typeof Join>): Promise<Outcome> {
  const open = and(eq(people.invitation, input.invitation), gt(people.invitedUntil, now))
  const [joined] = await db
    .update(people)
    .set({ password: input.password, invitation: null, invitedUntil: null })
    .where(open)
    .returning()
  if (!joined) throw new Refusal('This link was used, or is too old. Ask the shop’s staff for another.')
  const { user, name } = joined
  await record('person.joined', user, { chat: SIGN_IN_CHAT, user, name })
  return { text: `${name} can sign in.`, outcome: user }
}

/** Makes the first of the staff who sign in by themselves: from then on everybody does. */
export async function joinFirst({ db, now, record }: Verb, input: z.infer<typeof JoinFirst>): Promise<Outcome> {
  const user = slug(input.name)
  if (!user) throw new Refusal('A name needs letters or digits.', 'name')
  if (await canStaffSignIn(db)) throw new Refusal('Somebody of your staff can sign in already. Ask them to add you.')
  const theirs = and(eq(contacts.chat, SIGN_IN_CHAT), eq(contacts.user, user))
  if ((await db.$count(contacts, theirs)) > 0)
    throw new Refusal(`${input.name} is a supplier’s contact here. Use another name.`, 'name')
  const { name, password } = input
  await db
    .insert(people)
    .values({ user, name, staff: true, password, addedAt: now })
    .onConflictDoUpdate({ target: people.user, set: { name, staff: true, password, invitation: null } })
  await record('person.joined', user, { chat: SIGN_IN_CHAT, user, name })
  return { text: `${name} can sign in.`, outcome: user }
}
