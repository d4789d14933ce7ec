import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { loadConversation } from './load-conversation.ts'
import { conversations } from './tables.ts'

export const CloseConversation = z.object({ conversation: z.uuid() })

/** Nothing that is written from now on crosses, until it is opened again. */
export async function closeConversation(verb: Verb, input: z.infer<typeof CloseConversation>): Promise<Outcome> {
  const { id, closedAt } = await loadConversation(verb.db, verb.actor, input.conversation)
  if (closedAt) return { text: 'It is closed already.' }
  await verb.db.update(conversations).set({ closedAt: verb.now }).where(eq(conversations.id, id))
  await verb.record('conversation.closed', id, {})
  return { text: 'The conversation is closed.' }
}

export async function reopenConversation(verb: Verb, input: z.infer<typeof CloseConversation>): Promise<Outcome> {
  const { id, closedAt } = await loadConversation(verb.db, verb.actor, input.conversation)
  if (!closedAt) return { text: 'It is open already.' }
  await verb.db.update(conversations).set({ closedAt: null }).where(eq(conversations.id, id))
  await verb.record('conversation.reopened', id, {})
  return { text: 'The conversation is open again.' }
}
