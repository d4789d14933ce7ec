import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { findStore } from './find-store.ts'
import { queueOf } from './link-store.ts'
import { isConnected, storeLinks } from './tables.ts'

export const DisconnectStore = z.object({ store: z.string().min(1) })

/** Forgets what let Waybill into a store. Its orders stay, and so does what it sends by itself. */
export async function disconnectStore(verb: Verb, input: z.infer<typeof DisconnectStore>): Promise<Outcome> {
  const store = await findStore(verb.db, input.store)
  const gone = await verb.db
    .update(storeLinks)
    .set({ leavingAt: verb.now })
    .where(and(eq(storeLinks.storeId, store.id), isConnected))
    .returning({ id: storeLinks.storeId })
  if (gone.length === 0) throw new Refusal(`${store.name} isn’t connected.`, 'store')
  await verb.owe({ name: 'store.leave', subject: store.id, queue: queueOf(store.id) })
  await verb.record('store.unlinked', store.id, { name: store.name })
  return {
    text: `${store.name} is disconnected, and its secrets are being deleted. Nothing is written there any more. Its orders stay here.`,
  }
}
