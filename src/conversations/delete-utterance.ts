import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { messages } from '../kernel/ground/tables.ts'
import { loadEnd } from './find-end.ts'
import { utterances } from './tables.ts'

export const DeleteUtterance = z.object({ room: z.uuid(), thread: z.string().min(1), message: z.string().min(1) })

/** A message was deleted where it was written: its copies say so. The record keeps it, marked. */
export async function deleteUtterance(verb: Verb, input: z.infer<typeof DeleteUtterance>): Promise<Outcome> {
  const { db, now } = verb
  const { room: roomId, message } = input
  const nothing: Outcome = { text: '', outcome: 'nothing' }
  const conversation = await loadEnd(db, roomId, input.thread)
  if (!conversation) return nothing
  // A message of our own that somebody deletes isn't their utterance.
  if ((await db.$count(messages, and(eq(messages.roomId, roomId), eq(messages.ref, message)))) > 0) return nothing
  const unheard = { conversationId: conversation.id, roomId, message, text: '', saidAt: now, deletedAt: now }
  const made = await db.insert(utterances).values(unheard).onConflictDoNothing().returning()
  if (made.length > 0) return nothing
  const [found] = await db
    .select()
    .from(utterances)
    .where(and(eq(utterances.roomId, roomId), eq(utterances.message, message)))
    .for('update')
  if (!found || found.deletedAt) return nothing
  await db.update(utterances).set({ deletedAt: now }).where(eq(utterances.id, found.id))
  await verb.record('conversation.deleted', conversation.id, { utteranceId: found.id })
  return nothing
}
