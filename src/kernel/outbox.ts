import { and, asc, eq, exists, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { lanes, messages, outbox, type Room, rooms } from './tables.ts'

/** How long a pump may hold a lane, ms: longer than any call to a platform may take. */
export const LEASE = 30_000

export type Owed = {
  id: number
  room: Room
  message: typeof messages.$inferSelect
  rootRef: string | null
  attempts: number
  /** Set when an earlier send of this row was never settled: look before sending again. */
  sendingSince: Date | null
  parked: boolean
}

/** Claims the lane that has waited longest, for one message. Null when none is due. */
export async function claim(db: Db, owner: string, now: Date): Promise<Owed | null> {
  return db.transaction(async tx => {
    const open = tx
      .select({ one: sql`1` })
      .from(outbox)
      .where(and(eq(outbox.roomId, lanes.roomId), inArray(outbox.state, ['queued', 'sending'])))
    const [lane] = await tx
      .select()
      .from(lanes)
      .where(and(lte(lanes.nextAt, now), or(isNull(lanes.leaseUntil), lt(lanes.leaseUntil, now)), exists(open)))
      .orderBy(asc(lanes.nextAt))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!lane) return null
    const owed = await oldest(tx, lane.roomId)
    if (!owed) return null
    await tx
      .update(lanes)
      .set({ owner, leaseUntil: new Date(now.getTime() + LEASE) })
      .where(eq(lanes.roomId, lane.roomId))
    await tx
      .update(outbox)
      .set({ state: 'sending', sendingSince: owed.sendingSince ?? now })
      .where(eq(outbox.id, owed.id))
    return { ...owed, parked: lane.parkedAt !== null }
  })
}

async function oldest(tx: Db, roomId: string): Promise<Omit<Owed, 'parked'> | null> {
  const [row] = await tx
    .select({ owed: outbox, room: rooms })
    .from(outbox)
    .innerJoin(rooms, eq(rooms.id, outbox.roomId))
    .where(and(eq(outbox.roomId, roomId), inArray(outbox.state, ['queued', 'sending'])))
    .orderBy(asc(outbox.id))
    .limit(1)
    // A row being owed anew right now is left until that is committed.
    .for('update', { of: outbox, skipLocked: true })
  if (!row) return null
  // Read after the lock, so that the newest card is what goes out.
  const [message] = await tx.select().from(messages).where(eq(messages.id, row.owed.messageId))
  if (!message) throw new Error(`outbox ${row.owed.id} owes no message`)
  const rootRef = message.threadOf ? await refOf(tx, message.threadOf) : null
  const { id, attempts, sendingSince } = row.owed
  return { id, attempts, sendingSince, room: row.room, message, rootRef }
}

async function refOf(tx: Db, messageId: string): Promise<string | null> {
  const [root] = await tx.select({ ref: messages.ref }).from(messages).where(eq(messages.id, messageId))
  return root?.ref ?? null
}

export type Result =
  | { state: 'sent'; ref: string; nextAt: Date }
  /** `sending`: not settled, it is looked for at `nextAt`; `queued`: certainly not sent, again then. */
  | { state: 'sending' | 'queued'; why: string; nextAt: Date; attempt: boolean; parkLane: boolean }
  /** Given up. */
  | { state: 'parked'; why: string; nextAt: Date }

/** Whether the lane's room cannot be posted to. */
export function parksLane(result: Result): boolean {
  return (result.state === 'queued' || result.state === 'sending') && result.parkLane
}

/** Writes down how a send went, and frees the lane; nothing when the lane was lost to another owner meanwhile. */
export async function settle(db: Db, owner: string, owed: Owed, result: Result, now: Date): Promise<boolean> {
  return db.transaction(async tx => {
    const parkLane = parksLane(result)
    const mine = await tx
      .update(lanes)
      .set({
        owner: null,
        leaseUntil: null,
        nextAt: result.nextAt,
        ...(parkLane
          ? {
              parkedAt: sql`coalesce(${lanes.parkedAt}, ${now.toISOString()})`,
              parkedWhy: 'why' in result ? result.why : null,
            }
          : {}),
        ...(result.state === 'sent' ? { parkedAt: null, parkedWhy: null } : {}),
      })
      .where(and(eq(lanes.roomId, owed.room.id), eq(lanes.owner, owner)))
      .returning()
    if (mine.length === 0) return false
    await mark(tx, owed, result, now)
    return true
  })
}

async function mark(tx: Db, owed: Owed, result: Result, now: Date): Promise<void> {
  if (result.state === 'sent') {
    const shown = { ref: result.ref, shownVersion: owed.message.version, postedAt: owed.message.postedAt ?? now }
    await tx.update(messages).set(shown).where(eq(messages.id, owed.message.id))
  }
  const superseded = result.state === 'queued' && (await queuedAgain(tx, owed))
  const attempts = owed.attempts + ('attempt' in result && result.attempt ? 1 : 0)
  await tx
    .update(outbox)
    .set({
      state: superseded ? 'sent' : result.state,
      attempts,
      sendingSince: result.state === 'sending' ? (owed.sendingSince ?? now) : null,
      why: result.state === 'sent' ? null : result.why,
    })
    .where(eq(outbox.id, owed.id))
}

/** A newer row already owes the same message: this one has nothing left to do. */
async function queuedAgain(tx: Db, owed: Owed): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.messageId, owed.message.id), eq(outbox.state, 'queued')))
  return rows.length > 0
}

/** When the next lane falls due; null when nothing is owed. */
export async function nextDue(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: lanes.nextAt, lease: lanes.leaseUntil })
    .from(lanes)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(outbox)
          .where(and(eq(outbox.roomId, lanes.roomId), inArray(outbox.state, ['queued', 'sending']))),
      ),
    )
    .orderBy(asc(sql`greatest(${lanes.nextAt}, coalesce(${lanes.leaseUntil}, ${lanes.nextAt}))`))
    .limit(1)
  return row ? new Date(Math.max(row.at.getTime(), row.lease?.getTime() ?? 0)) : null
}
