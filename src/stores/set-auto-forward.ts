import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findOrAddStore, findStore } from './find-store.ts'
import { type Store, stores } from './tables.ts'

export const SetAutoForward = z.object({
  store: z.string().min(1),
  setting: z.enum(['on', 'off']),
  /** Says that the store is not here yet, and is called so. */
  first: z.enum(['yes']).optional(),
})

/** Switches whether a store's orders are forwarded as they come in. Off until somebody switches it on. */
export async function setAutoForward(verb: Verb, input: z.infer<typeof SetAutoForward>): Promise<Outcome> {
  const store = await storeNamed(verb, input)
  const on = input.setting === 'on'
  if (on === (store.autoForwardAt !== null))
    return { text: `Auto-forward of ${store.name} is ${input.setting} already.` }
  await verb.db
    .update(stores)
    .set({ autoForwardAt: on ? verb.now : null })
    .where(eq(stores.id, store.id))
  await verb.record('store.changed', store.id, { autoForward: on })
  const meaning = on ? 'New orders go to their suppliers as they come in.' : 'New orders wait for /order forward.'
  return { text: `Auto-forward of ${store.name} is ${input.setting}. ${meaning}` }
}

/** A store that sends its first order later is known by what it is called until then, as one that files alone name. */
async function storeNamed(verb: Verb, { store, first }: z.infer<typeof SetAutoForward>): Promise<Store> {
  if (first) return findOrAddStore(verb, { kind: 'csv', key: store, name: store, fromFile: true })
  try {
    return await findStore(verb.db, store)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(`${error.message} If its first order is still to come, write first:yes.`, 'first')
  }
}
