import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findStore } from './find-store.ts'
import { stores } from './tables.ts'

export const SetAutoForward = z.object({ store: z.string().min(1), setting: z.enum(['on', 'off']) })

/** Switches whether a store's orders are forwarded as they come in. Off until somebody switches it on. */
export async function setAutoForward(verb: Verb, input: z.infer<typeof SetAutoForward>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
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
