import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from './find-store.ts'
import { queueOf } from './link-store.ts'
import { isConnected, type Store, storeLinks } from './tables.ts'

export const DisconnectStore = z.object({ store: z.string().min(1) })

/** Forgets what let Waybill into a store. Its orders stay, and so does what it sends by itself. */
export async function disconnectStore(verb: Verb, input: z.infer<typeof DisconnectStore>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  if (!(await leaveLink(verb, store))) throw new Refusal(`${store.name} isn’t connected.`, 'store')
  return {
    text: `${store.name} is disconnected, and its secrets are being deleted. Nothing is written there any more. Its orders stay here.`,
  }
}

/** @returns whether it was connected */
export async function leaveLink(verb: Verb, { id, name }: Pick<Store, 'id' | 'name'>): Promise<boolean> {
  const gone = await verb.db
    .update(storeLinks)
    .set({ leavingAt: verb.now })
    .where(and(eq(storeLinks.storeId, id), isConnected))
    .returning({ id: storeLinks.storeId })
  if (gone.length === 0) return false
  await verb.owe({ name: 'store.leave', subject: id, queue: queueOf(id) })
  await verb.record('store.unlinked', id, { name })
  return true
}
