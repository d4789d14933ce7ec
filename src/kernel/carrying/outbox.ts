import { randomUUID } from 'node:crypto'
import { and, asc, eq, exists, gt, inArray, isNull, lt, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { instant, later } from '../ground/instant.ts'
import { lanes, messages, outbox, type Room, rooms } from '../ground/tables.ts'
import { type ClaimTime, moment } from './fence.ts'
import { writtenBefore } from './written-before.ts'

/** How long a dispatcher may hold a lane, ms: longer than any call to a platform may take. */
export const LANE_LEASE = 30_000
/** The longest that a lane ever waits, ms. What waits longer was written down under a clock that was ahead. */
export const MOST_WAIT = 15 * 60_000
/** How far back a message is looked for whose time of sending is yet to come, ms: nobody knows when it was. */
const LONG_AGO = 24 * 3_600_000

export type ClaimedMessage = {
  id: number
  /** Names this claim, so that a process that lost the lane cannot mark what another sends. */
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
  /** When we began to claim it, by clocks that only count: see `fence.ts`. */
  claimedAt: ClaimTime
  /** It waited for a time that no waiting reaches: some clock was ahead when it was written down. */
  wasAhead: boolean
}

const isOpen = inArray(outbox.state, ['queued', 'sending'])

/**
 * Claims the lane that has waited longest, for its oldest message. Null when none is due.
 * @param except rooms that this process is at: those are in hand, no matter what any clock says.
 * @param now the time; without it, the database's own.
 */
export async function claim(db: Db, except: readonly string[] = [], now?: Date): Promise<ClaimedMessage | null> {
  const claimedAt = moment()
  const at = instant(now)
  return db.transaction(async tx => {
    const row = await firstInLine(tx, except, at)
    if (!row) return null
    const { lane, room, wasAhead } = row
    const queued = (await writtenBefore(tx, row.queued)) ?? row.queued
    // Read after the lock, so that the newest card is what goes out.
    const [message] = await tx.select().from(messages).where(eq(messages.id, queued.messageId))
    if (!message) throw new Error(`outbox ${queued.id} owes no message`)
    const root = message.threadOf ? await rootOf(tx, message.threadOf) : null
    const mine = randomUUID()
    const leased = { owner: mine, leaseUntil: later(at, LANE_LEASE) }
    await tx.update(lanes).set(leased).where(eq(lanes.roomId, lane.roomId))
    const { sendingSince: since } = outbox
    const sendingSince = sql`case when ${since} > ${at} then ${later(at, -LONG_AGO)} else coalesce(${since}, ${at}) end`
    const [sending] = await tx
      .update(outbox)
      .set({ state: 'sending', sendingSince })
      .where(eq(outbox.id, queued.id))
      .returning({ since: outbox.sendingSince })
    if (!sending?.since) throw new Error(`outbox ${queued.id} was lost while it was claimed`)
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
      sendingSince: sending.since,
      unsettled,
      parked: lane.parkedAt !== null,
      claimedAt,
      wasAhead,
    }
  })
}

/**
 * A due lane with its oldest row. A row that is being queued again right now holds its lane until that is committed,
 * for nothing may overtake it, and no other lane.
 */
async function firstInLine(tx: Db, except: readonly string[], at: SQL) {
  const tooFar = sql<boolean>`(${nextTooFar(at)} or coalesce(${leaseTooFar(at)}, false))`
  const oldest = tx
    .select({ id: sql<number>`min(${outbox.id})`.as('oldest_id') })
    .from(outbox)
    .where(and(eq(outbox.roomId, lanes.roomId), isOpen))
    .as('oldest')
  const [row] = await tx
    .select({ lane: lanes, queued: outbox, room: rooms, wasAhead: tooFar })
    .from(lanes)
    .innerJoinLateral(oldest, sql`true`)
    .innerJoin(outbox, and(eq(outbox.id, oldest.id), isOpen))
    .innerJoin(rooms, eq(rooms.id, lanes.roomId))
    .where(
      and(
        or(lte(lanes.nextAt, at), nextTooFar(at)),
        or(isNull(lanes.leaseUntil), lt(lanes.leaseUntil, at), leaseTooFar(at)),
        notIn(except),
      ),
    )
    .orderBy(asc(lanes.nextAt))
    .limit(1)
    .for('update', { of: [lanes, outbox], skipLocked: true })
  return row
}

const nextTooFar = (at: SQL) => gt(lanes.nextAt, later(at, MOST_WAIT))
const leaseTooFar = (at: SQL) => gt(lanes.leaseUntil, later(at, LANE_LEASE))
const notIn = (except: readonly string[]) => (except.length > 0 ? notInArray(lanes.roomId, [...except]) : undefined)

async function rootOf(
  tx: Db,
  messageId: string,
): Promise<Pick<ClaimedMessage['message'], 'ref' | 'closed' | 'card'> | null> {
  const { ref, closed, card } = messages
  const [root] = await tx.select({ ref, closed, card }).from(messages).where(eq(messages.id, messageId))
  return root ?? null
}

/** How long until the next lane falls due, ms, never below 0; null when nothing is queued. Parameters as of `claim`. */
export async function nextDue(db: Db, except: readonly string[] = [], now?: Date): Promise<number | null> {
  const at = instant(now)
  const next = sql`case when ${nextTooFar(at)} then ${at} else ${lanes.nextAt} end`
  const lease = sql`case when ${leaseTooFar(at)} then ${at} else coalesce(${lanes.leaseUntil}, ${lanes.nextAt}) end`
  const wait = sql<number>`extract(epoch from greatest(${next}, ${lease}, ${at}) - ${at})::float8 * 1000`
  const open = db
    .select({ one: sql`1` })
    .from(outbox)
    .where(and(eq(outbox.roomId, lanes.roomId), isOpen))
  const [row] = await db
    .select({ wait })
    .from(lanes)
    .where(and(exists(open), notIn(except)))
    .orderBy(asc(wait))
    .limit(1)
  return row?.wait ?? null
}
