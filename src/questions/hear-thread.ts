import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { findEnd } from '../conversations/find-end.ts'
import { type HearUtterance, hearUtterance } from '../conversations/hear-utterance.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { messages } from '../kernel/ground/tables.ts'
import { cut } from '../kernel/words/text.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { MOST_WORDS } from './ask-about.ts'
import { openQuestion } from './open-question.ts'
import { aboutOf } from './question-view.ts'

/** The card of a purchase order in its supplier's rooms. */
const PURCHASE_ORDER = 'purchase-order'

/**
 * Somebody wrote in a thread. What a supplier writes under a purchase order's card asks the shop about it, unless a
 * question asked there is open: then it belongs to that.
 */
export async function hearThread(verb: Verb, input: z.infer<typeof HearUtterance>): Promise<Outcome> {
  const { actor, db } = verb
  const under = actor.side === 'supplier' ? await purchaseOrderOf(db, input.room, input.thread) : null
  const end = under && (await findEnd(db, input.room, input.thread))
  if (!under || (end && !end.closedAt)) return hearUtterance(verb, input)
  const { po } = await loadPurchaseOrder(db, actor, under)
  const question = cut(input.text.trim(), MOST_WORDS) || 'See what was sent in the thread.'
  const one = await openQuestion(verb, po, { asker: 'supplier', question, inThread: true })
  await openConversation(verb, {
    ...{ case: one.id, orderId: po.orderId, supplierId: po.supplierId, about: aboutOf(one, po) },
    root: { kind: PURCHASE_ORDER, subject: po.id },
  })
  return hearUtterance(verb, input)
}

/** The purchase order under whose card a thread is; null for any other thread. */
async function purchaseOrderOf(db: Reads, roomId: string, thread: string): Promise<string | null> {
  const its = and(eq(messages.roomId, roomId), eq(messages.ref, thread), eq(messages.kind, PURCHASE_ORDER))
  const [found] = await db.select({ id: messages.subject }).from(messages).where(its)
  return found?.id ?? null
}

/** Whether a thread's words are heard: it is one of a conversation, or under a purchase order's card. */
export async function isHeard(db: Reads, roomId: string, thread: string): Promise<boolean> {
  return (await findEnd(db, roomId, thread)) !== null || (await purchaseOrderOf(db, roomId, thread)) !== null
}
