import { and, eq, type SQL, sql } from 'drizzle-orm'
import { enqueue } from '../asking/enqueue.ts'
import type { Db } from '../ground/db.ts'
import { instant, later } from '../ground/instant.ts'
import { lanes, messages, outbox } from '../ground/tables.ts'
import { type ClaimedMessage, MOST_WAIT } from './outbox.ts'

/**
 * How a send went, and how long its lane waits, ms. `ref` is written down as soon as it is known, no matter what went
 * wrong later.
 */
export type SendResult =
  | { state: 'sent'; ref: string; wait: number }
  /** Not settled: it is looked for after the wait. */
  | { state: 'sending'; ref: string | null; why: string; wait: number }
  /**
   * Not done, for all we know; again after the wait. `unsettled`: an earlier send still waits to be looked for.
   * `told`: staff already know why the lane is parked.
   */
  | (Undone & { state: 'queued'; unsettled: boolean; attempt: boolean; parkLane: boolean; staffKnow?: boolean })
  /** Given up. */
  | (Undone & { state: 'parked' })
type Undone = { ref: string | null; why: string; wait: number }

/**
 * Writes down how a send went, and frees the lane. When the lane was lost to another claim meanwhile it only queues the
 * message again: what we sent may have painted over what is newer.
 */
export async function settleClaim(db: Db, claimed: ClaimedMessage, result: SendResult, now?: Date): Promise<boolean> {
  const at = instant(now)
  return db.transaction(async tx => {
    const parks = result.state === 'queued' && result.parkLane
    const mine = await tx
      .update(lanes)
      .set({
        owner: null,
        leaseUntil: null,
        nextAt: later(at, Math.min(result.wait, MOST_WAIT)),
        ...(parks && { parkedAt: sql`coalesce(${lanes.parkedAt}, ${at})`, parkedWhy: result.why }),
        ...(result.state === 'sent' && { parkedAt: null, parkedWhy: null }),
      })
      .where(and(eq(lanes.roomId, claimed.room.id), eq(lanes.owner, claimed.claim)))
      .returning()
    if (mine.length > 0) await writeResult(tx, claimed, result, at)
    else await queueAgain(tx, claimed)
    return mine.length > 0
  })
}

async function queueAgain(tx: Db, { message, room }: ClaimedMessage): Promise<void> {
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, message.id)).for('update')
  await enqueue(tx, new Date(), [{ roomId: room.id, messageId: message.id }])
}

async function writeResult(tx: Db, claimed: ClaimedMessage, result: SendResult, at: SQL): Promise<void> {
  if (result.state === 'sent') {
    const { version: shownVersion, closed: shownClosed } = claimed.message
    await tx.update(messages).set({ shownVersion, shownClosed }).where(eq(messages.id, claimed.message.id))
  }
  if (result.ref !== null && result.ref !== claimed.message.ref)
    await tx.update(messages).set({ ref: result.ref, postedAt: at }).where(eq(messages.id, claimed.message.id))
  if (result.state === 'queued') await dropNewerRow(tx, claimed)
  const refused = result.state === 'parked' || (result.state === 'queued' && result.attempt)
  const unsettled = result.state === 'sending' || (result.state === 'queued' && result.unsettled)
  await tx
    .update(outbox)
    .set({
      state: result.state,
      attempts: claimed.attempts + (refused ? 1 : 0),
      sendingSince: unsettled ? claimed.sendingSince : null,
      why: result.state === 'sent' ? null : result.why,
    })
    .where(eq(outbox.id, claimed.id))
}

/** Where a newer row was queued for the same message, the older keeps its place in the lane and serves for both. */
async function dropNewerRow(tx: Db, claimed: ClaimedMessage): Promise<void> {
  // A writer of a card holds its message's row: with it in hand, nobody can queue it again behind our back.
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, claimed.message.id)).for('update')
  await tx.delete(outbox).where(and(eq(outbox.messageId, claimed.message.id), eq(outbox.state, 'queued')))
}
