import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { factOf, loadCase, mustBeOpen } from './load-case.ts'
import { cases } from './tables.ts'

export const TakeCase = z.object({ case: z.string().min(1) })

/** Makes it the asker's case. Of two who take it, the first wins. */
export async function takeCase(verb: Verb, input: z.infer<typeof TakeCase>): Promise<Outcome> {
  const { actor } = verb
  const one = await loadCase(verb.db, actor, input.case)
  mustBeOpen(one)
  if (actor.side !== 'staff') throw new Refusal('A case is taken by a person of the staff.')
  const { chat, user, name } = actor
  if (one.ownerChat === chat && one.ownerUser === user) throw new Refusal(`${one.number} is yours already.`)
  if (one.ownerName)
    throw new Refusal(`${one.ownerName} has ${one.number} already. Hand it over with /case give ${one.number} …`)
  await verb.db.update(cases).set({ ownerChat: chat, ownerUser: user, ownerName: name }).where(eq(cases.id, one.id))
  await verb.record('case.taken', one.id, { ...factOf(one), owner: name })
  return { text: `${one.number} is yours.` }
}
