import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { sideOf } from './hear-utterance.ts'
import { heldBecause, namedIn } from './hold-back.ts'
import { loadConversation, supplierOf } from './load-conversation.ts'
import { type Conversation, type End, utterances } from './tables.ts'

export const Reply = z.object({
  conversation: z.uuid(),
  text: truncated(10_000).refine(text => text !== '', 'write what you want to say'),
  /** Ids of files. */
  files: z.array(z.uuid()).default([]),
})

/** Writes to the other side on purpose, from any card; it appears in the threads of both. */
export async function reply(verb: Verb, { conversation: id, text, files }: z.infer<typeof Reply>): Promise<Outcome> {
  const conversation = await loadConversation(verb.db, verb.actor, id)
  const side = await sayAcross(verb, conversation, { text, files })
  const supplier = await supplierOf(verb.db, conversation)
  return { text: side === 'staff' ? `Sent to ${supplier}.` : 'Sent to the shop’s staff.' }
}

/**
 * Somebody's words, which stand in no thread yet, go to all threads of a conversation that is locked.
 * @returns their side
 * @throws Refusal where they are of neither side, it is closed, or they name the customer's own
 */
export async function sayAcross(
  verb: Verb,
  conversation: Conversation,
  { text, files: ids }: { text: string; files: readonly string[] },
): Promise<End> {
  const { actor, db, now } = verb
  const { id } = conversation
  const side = sideOf(verb, conversation)
  if (!side || actor.side === 'system') throw new Refusal('Only the two sides can write to each other here.')
  if (conversation.closedAt) throw new Refusal(`${conversation.about} is closed. Reopen it to write there.`)
  const names = await namedIn(verb, conversation, text)
  if (names.length > 0) throw new Refusal(`This includes ${heldBecause(names)}. Remove it before sending.`, 'text')
  const { chat, user, name, roomId } = actor
  const files = (await attachedFiles(db, ids)).map(({ file, name: called }) => ({ file, name: called }))
  const [made] = await db
    .insert(utterances)
    .values({ conversationId: id, side, chat, user, name, roomId, text, files, saidAt: now })
    .returning({ id: utterances.id })
  if (!made) throw new Error('an utterance was not inserted')
  await verb.record('conversation.said', id, { utteranceId: made.id, side, name })
  return side
}
