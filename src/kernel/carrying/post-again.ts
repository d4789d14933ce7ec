import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { enqueue } from '../asking/enqueue.ts'
import type { Db } from '../ground/db.ts'
import { messages, outbox } from '../ground/tables.ts'
import type { ClaimedMessage } from './outbox.ts'

/**
 * Queues a message that was deleted to be posted once more, and what was said under it after it, for a claimer who holds
 * the lane. What is said a second time in a thread calls nobody.
 * @param id the message; the claimed one, or the root of its thread.
 */
export async function postAgain(tx: Db, claimed: ClaimedMessage, id: string, why: string): Promise<void> {
  const isOfThread = or(eq(messages.id, id), and(eq(messages.threadOf, id), isNotNull(messages.ref)))
  const held = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(isOfThread)
    .orderBy(asc(messages.threadOf), asc(messages.postedAt), asc(messages.id))
    .for('update')
  const ids = held.map(one => one.id).toSorted((a, b) => Number(b === id) - Number(a === id))
  const card = sql`case when ${messages.threadOf} is null then ${messages.card} else ${messages.card} - 'pings' end`
  await tx
    .update(messages)
    .set({ ref: null, postedAt: null, shownVersion: 0, shownClosed: false, card })
    .where(inArray(messages.id, ids))
  const own = eq(outbox.messageId, claimed.message.id)
  const isQueued = eq(outbox.state, 'queued')
  await tx.delete(outbox).where(or(eq(outbox.id, claimed.id), and(own, isQueued)))
  await tx
    .update(outbox)
    .set({ way: 'post' })
    .where(and(inArray(outbox.messageId, ids), isQueued))
  await enqueue(tx, new Date(), [...new Set([...ids, claimed.message.id])])
  // What is deleted again and again is given up in the end.
  await tx
    .update(outbox)
    .set({ attempts: claimed.attempts + 1, why })
    .where(and(own, isQueued))
}
