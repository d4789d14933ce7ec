import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { conversationEnds, conversations } from './tables.ts'

export const OpenConversation = z.object({
  case: z.uuid(),
  orderId: z.uuid(),
  supplierId: z.uuid(),
  /** What it is about, in words: `Complaint C12 of 1042-A`. */
  about: z.string().min(1),
  /** The case's card in the supplier's rooms, which must have been posted. */
  root: z.object({ kind: z.string().min(1), subject: z.string().min(1) }),
})

/** The staff's card of a conversation, under which their thread is. */
export const STAFF_ROOT = 'conversation'

/** Opens the conversation about a case, between the thread of its card in the supplier's rooms and one of the staff's. */
export async function openConversation(verb: Verb, input: z.infer<typeof OpenConversation>): Promise<Outcome> {
  const { db, now } = verb
  const { case: id, orderId, supplierId, about, root } = input
  const opened = await db
    .insert(conversations)
    .values({ id, orderId, supplierId, about, openedAt: now })
    .onConflictDoNothing()
    .returning()
  if (opened.length === 0) return { text: 'It is open already.' }
  // A thread that was an earlier conversation's, such as that under a purchase order's card, is this one's now.
  await db
    .insert(conversationEnds)
    .values([
      { ...root, conversationId: id, side: 'supplier' },
      { kind: STAFF_ROOT, subject: id, conversationId: id, side: 'staff' },
    ])
    .onConflictDoUpdate({
      target: [conversationEnds.kind, conversationEnds.subject],
      set: { conversationId: sql`excluded.conversation_id` },
    })
  await verb.record('conversation.opened', id, { supplierId })
  return { text: 'The conversation is open.' }
}
