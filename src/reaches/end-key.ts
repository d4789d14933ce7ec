import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { contacts } from '../suppliers/tables.ts'
import { findKey } from './find-key.ts'
import { API_CHAT } from './open-keys.ts'
import { apiKeys } from './tables.ts'

export const EndKey = z.object({ key: z.string().trim().min(1) })

/** Ends a key at once: the next request with it is refused. What was done with it keeps its name. */
export async function endKey(verb: Verb, input: z.infer<typeof EndKey>): Promise<Outcome> {
  const { db, now, actor } = verb
  const { key, supplier } = await findKey(db, input.key)
  await db.update(apiKeys).set({ endedAt: now, endedBy: actor.name }).where(eq(apiKeys.id, key.id))
  await db.delete(contacts).where(and(eq(contacts.chat, API_CHAT), eq(contacts.user, key.id)))
  const { name, prefix, supplierId } = key
  await verb.record('api_key.ended', key.id, { name, prefix, supplierId })
  return {
    text: `${prefix}… of ${supplier ? `${supplier}’s ` : ''}${name} has ended. Nothing is done with it any more.`,
  }
}
