import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findSupplier } from './find-supplier.ts'
import { lastWordOn } from './last-word.ts'

export const RefuseContact = z.object({ supplier: z.string().min(1), person: Named })

/** Staff say no to somebody who asked to act for a supplier: that person is not offered again. */
export async function refuseContact(verb: Verb, input: z.infer<typeof RefuseContact>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const { chat, id: user, name } = input.person
  const last = await lastWordOn(verb.db, supplier.id, { chat, user })
  if (last !== 'supplier.contact_asked') throw new Refusal(`${name} has an answer already.`)
  const by = verb.actor.name
  await verb.record('supplier.contact_refused', supplier.id, { chat, user, name, by })
  return { text: `${name} may not act for ${supplier.name}. You can still add them: /supplier contact` }
}
