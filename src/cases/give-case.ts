import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { contacts } from '../suppliers/tables.ts'
import { factOf, loadCase, mustBeOpen } from './load-case.ts'
import { cases } from './tables.ts'

export const GiveCase = z.object({ case: z.string().min(1), person: Named })

/** Hands a case to a member of staff, and notifies them. */
export async function giveCase(verb: Verb, { case: named, person }: z.infer<typeof GiveCase>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, named)
  mustBeOpen(one)
  if (one.ownerChat === person.chat && one.ownerUser === person.id)
    throw new Refusal(`${person.name} has ${one.number} already.`, 'person')
  const speaksForSupplier = and(eq(contacts.chat, person.chat), eq(contacts.user, person.id))
  if ((await verb.db.$count(contacts, speaksForSupplier)) > 0)
    throw new Refusal(`${person.name} works for a supplier. Only staff can look after a case.`, 'person')
  await verb.db
    .update(cases)
    .set({ ownerChat: person.chat, ownerUser: person.id, ownerName: person.name })
    .where(eq(cases.id, one.id))
  const owner = { chat: person.chat, user: person.id, name: person.name }
  await verb.record('case.given', one.id, { ...factOf(one), owner, from: one.ownerName })
  return { text: `${one.number} is ${person.name}’s now.` }
}
