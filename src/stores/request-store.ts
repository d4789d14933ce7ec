import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'

export const RequestStore = z.object({ kind: z.string(), address: z.string().min(1).max(300) })

/** A store's owner began at the store: staff decide with one press, since it may be a stranger's. */
export async function requestStore(verb: Verb, { kind, address }: z.infer<typeof RequestStore>): Promise<Outcome> {
  if (!verb.outside.storefronts.get(kind)?.handOut) throw new Refusal('Stores of this kind are connected in chat.')
  await verb.record('store.requested', address, { kind, address })
  return { text: `Staff see that ${address} wants to be connected.` }
}
