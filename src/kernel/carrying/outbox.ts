import { randomUUID } from 'node:crypto'
import { and, asc, eq, exists, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { lanes, messages, outbox, type Room, rooms } from '../ground/tables.ts'

/** How long a pump may hold a lane, ms: longer than any call to a platform may take. */
export const LANE_LEASE = 30_000

export type ClaimedMessage = {
  id: number
  /** Names this claim, so that whoever lost the lane cannot mark what another sends. */
  claim: string
  room: Room
  message: typeof messages.$inferSelect
  rootRef: string | null
  /** What the root message of its thread is called. */
  topic: string | null
  /** The thread that the message stands in, or that is under it, is closed. */
  closed: boolean
  attempts: number
  /** Since when the chat may have the message. */
  sendingSince: Date
  /** An earlier send was never settled: look before sending again. */
  unsettled: boolean
  parked: boolean
}

const isOpen = inArray(outbox.state, ['queued', 'sending'])

/** Claims the lane that has waited longest, for its oldest message. Null when none is due. */
export async function claim(db: Db, now: Date): Promise<ClaimedMessage | null> {
  return db.transaction(async tx => {
    const row = await firstInLine(tx, now)
    if (!row) return null
    const { lane, queued, room } = row
    // Read after the lock, so that the newest card is what goes out.
    const [message] = await tx.select().from(messages).where(eq(messages.id, queued.messageId))
    if (!message) throw new Error(`outbox ${queued.id} owes no message`)
    const root = message.threadOf ? await rootOf(tx, message.threadOf) : null
    const mine = randomUUID()
    const sendingSince = queued.sendingSince ?? now
    const leased = { owner: mine, leaseUntil: new Date(now.getTime() + LANE_LEASE) }
    await tx.update(lanes).set(leased).where(eq(lanes.roomId, lane.roomId))
    await tx.update(outbox).set({ state: 'sending', sendingSince }).where(eq(outbox.id, queued.id))
    const { id, attempts } = queued
    const unsettled = queued.sendingSince !== null
    return {
      id,
      claim: mine,
      room,
      message,
      rootRef: root?.ref ?? null,
      topic: root?.card.title ?? null,
      closed: (root ?? message).closed,
      attempts,
      sendingSince,
      unsettled,
      parked: lane.parkedAt !== null,
    }
  })
}

/**
 * A due lane with its oldest row. A row that is being queued again right now holds its lane until that is committed,
 * for nothing may overtake it, and no other lane.
 */
async function firstInLine(tx: Db, now: Date) {
  const oldest = tx
    .select({ id: sql<number>`min(${outbox.id})`.as('oldest_id') })
    .from(outbox)
    .where(and(eq(outbox.roomId, lanes.roomId), isOpen))
    .as('oldest')
  const [row] = await tx
    .select({ lane: lanes, queued: outbox, room: rooms })
    .from(lanes)
    .innerJoinLateral(oldest, sql`true`)
    .innerJoin(outbox, and(eq(outbox.id, oldest.id), isOpen))
    .innerJoin(rooms, eq(rooms.id, lanes.roomId))
    .where(and(lte(lanes.nextAt, now), or(isNull(lanes.leaseUntil), lt(lanes.leaseUntil, now))))
    .orderBy(asc(lanes.nextAt))
    .limit(1)
    .for('update', { of: [lanes, outbox], skipLocked: true })
  return row
}

async function rootOf(
  tx: Db,
  messageId: string,
): Promise<Pick<ClaimedMessage['message'], 'ref' | 'closed' | 'card'> | null> {
  const { ref, closed, card } = messages
  const [root] = await tx.select({ ref, closed, card }).from(messages).where(eq(messages.id, messageId))
  return root ?? null
}

/** How a send went. `ref` is written down as soon as it is known, whatever went wrong after. */
export type SendResult =
  | { state: 'sent'; ref: string; nextAt: Date }
  /** Not settled: it is looked for at `nextAt`. */
  | { state: 'sending'; ref: string | null; why: string; nextAt: Date }
  /**
   * Not done, for all we know; again at `nextAt`. `unsettled`: an earlier send still waits to be looked for.
   * `told`: staff know already why the lane is parked.
   */
  | (Undone & { state: 'queued'; unsettled: boolean; attempt: boolean; parkLane: boolean; staffKnow?: boolean })
  /** Given up. */
  | (Undone & { state: 'parked' })
type Undone = { ref: string | null; why: string; nextAt: Date }

/** Writes down how a send went, and frees the lane; nothing when the lane was lost to another claim meanwhile. */
export async function settleClaim(db: Db, claimed: ClaimedMessage, result: SendResult, now: Date): Promise<boolean> {
  return db.transaction(async tx => {
    const parks = result.state === 'queued' && result.parkLane
    const mine = await tx
      .update(lanes)
      .set({
        owner: null,
        leaseUntil: null,
        nextAt: result.nextAt,
        ...(parks && { parkedAt: sql`coalesce(${lanes.parkedAt}, ${now.toISOString()})`, parkedWhy: result.why }),
        ...(result.state === 'sent' && { parkedAt: null, parkedWhy: null }),
      })
      .where(and(eq(lanes.roomId, claimed.room.id), eq(lanes.owner, claimed.claim)))
      .returning()
    if (mine.length === 0) return false
    await writeResult(tx, claimed, result, now)
    return true
  })
}

async function writeResult(tx: Db, claimed: ClaimedMessage, result: SendResult, now: Date): Promise<void> {
  if (result.state === 'sent') {
    const { version: shownVersion, closed: shownClosed } = claimed.message
    await tx.update(messages).set({ shownVersion, shownClosed }).where(eq(messages.id, claimed.message.id))
  }
  if (result.ref !== null && result.ref !== claimed.message.ref)
    await tx.update(messages).set({ ref: result.ref, postedAt: now }).where(eq(messages.id, claimed.message.id))
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
  // Whoever changes a card holds its message's row: with it in hand, nobody can queue it again behind our back.
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, claimed.message.id)).for('update')
  await tx.delete(outbox).where(and(eq(outbox.messageId, claimed.message.id), eq(outbox.state, 'queued')))
}

/** When the next lane falls due; null when nothing is queued. */
export async function nextDue(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: lanes.nextAt, lease: lanes.leaseUntil })
    .from(lanes)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(outbox)
          .where(and(eq(outbox.roomId, lanes.roomId), isOpen)),
      ),
    )
    .orderBy(asc(sql`greatest(${lanes.nextAt}, coalesce(${lanes.leaseUntil}, ${lanes.nextAt}))`))
    .limit(1)
  return row ? new Date(Math.max(row.at.getTime(), row.lease?.getTime() ?? 0)) : null
}
