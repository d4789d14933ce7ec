import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { enqueue } from '../asking/enqueue.ts'
import type { Db } from '../ground/db.ts'
import { instant, instantNamed, later } from '../ground/instant.ts'
import { rowsOf } from '../ground/rows-of.ts'
import { statement } from '../ground/statement.ts'
import { lanes, messages, outbox } from '../ground/tables.ts'
import { type ClaimedMessage, MOST_WAIT } from './outbox.ts'
import { postAgain } from './post-again.ts'

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
  /** The message, or the root that it belongs under, was deleted: it is posted once more. */
  | { state: 'gone'; lost: string; why: string; wait: number }
  /** Given up. */
  | (Undone & { state: 'parked' })
type Undone = { ref: string | null; why: string; wait: number }
type Gone = Extract<SendResult, { state: 'gone' }>
type Failure = Exclude<SendResult, { state: 'sent' | 'gone' }>

/**
 * `last`: sent, and nothing else waits for its room. `lost`: the lane was another's by then. `parked`: the room cannot be
 * posted to, as was not known before.
 */
export type Settled = 'kept' | 'last' | 'lost' | 'parked'

/**
 * Writes down how a send went, and frees the lane. When the lane was lost to another claim meanwhile it only queues the
 * message again: what we sent may have painted over what is newer.
 */
export async function settleClaim(db: Db, claimed: ClaimedMessage, result: SendResult, now?: Date): Promise<Settled> {
  const at = instant(now)
  const settled =
    result.state === 'sent'
      ? await writeSent(db, claimed, result, now)
      : await db.transaction(tx =>
          result.state === 'gone' ? writeGone(tx, claimed, result, at) : writeFailure(tx, claimed, result, at),
        )
  if (settled === 'lost') await db.transaction(tx => queueAgain(tx, claimed))
  if (settled === 'lost' || result.state !== 'sent' || claimed.way !== 'post' || !claimed.parked) return settled
  await freeRoom(db, claimed, at)
  return 'kept'
}

/** In one statement. */
async function writeSent(
  db: Db,
  { claim, room, way, id, message }: ClaimedMessage,
  { ref, wait }: SendResult & { state: 'sent' },
  now: Date | undefined,
): Promise<Settled> {
  const { version, closed } = message
  const named = { claim, room: room.id, way, id, message: message.id, version, closed, ref, now: now?.toISOString() }
  const [freed] = rowsOf(await db.execute(writingSent({ ...named, wait: Math.min(wait, MOST_WAIT) })))
  if (!freed) return 'lost'
  return freed.more ? 'kept' : 'last'
}

type Named = 'claim' | 'room' | 'way' | 'id' | 'message' | 'version' | 'closed' | 'ref' | 'wait' | 'now'

const writingSent = statement<Named>(({ claim, room, way, id, message, version, closed, ref, wait, now }) => {
  const at = instantNamed(now)
  return sql`
    with freed as (
      update ${lanes}
      set owner = null, lease_until = null, next_at = ${later(at, wait)}, parked_at = null, parked_why = null
      where room_id = ${room} and way = ${way} and owner = ${claim}
      returning room_id
    ), shown as (
      update ${messages} m
      set shown_version = ${version}, shown_closed = ${closed}, ref = ${ref},
        posted_at = case when m.ref is distinct from ${ref} then ${at} else m.posted_at end
      from freed where m.id = ${message}
    ), sent as (
      update ${outbox} o set state = 'sent', sending_since = null, why = null from freed where o.id = ${id}
    )
    select exists (
      select from ${outbox} o where o.room_id = freed.room_id and o.state in ('queued', 'sending') and o.id <> ${id}
    ) as more from freed`
})

/** What could be posted frees its room: redraws that waited for that try again. */
async function freeRoom(db: Db, { room }: ClaimedMessage, at: SQL): Promise<void> {
  await db
    .update(lanes)
    .set({ nextAt: at, parkedAt: null, parkedWhy: null })
    .where(and(eq(lanes.roomId, room.id), isNotNull(lanes.parkedAt)))
}

async function queueAgain(tx: Db, { message }: ClaimedMessage): Promise<void> {
  await hold(tx, message)
  await enqueue(tx, new Date(), [message.id])
}

async function writeFailure(tx: Db, claimed: ClaimedMessage, result: Failure, at: SQL): Promise<Settled> {
  const parks = result.state === 'queued' && result.parkLane
  const parkedBefore = parks && (await isParked(tx, claimed))
  const mine = await tx
    .update(lanes)
    .set({
      owner: null,
      leaseUntil: null,
      nextAt: nextAt(at, result.wait),
      ...(parks && { parkedAt: sql`coalesce(${lanes.parkedAt}, ${at})`, parkedWhy: result.why }),
    })
    .where(isHeldLane(claimed))
    .returning()
  if (mine.length === 0) return 'lost'
  if (result.ref !== null && result.ref !== claimed.message.ref)
    await tx.update(messages).set({ ref: result.ref, postedAt: at }).where(eq(messages.id, claimed.message.id))
  if (result.state !== 'sending') await settleNewerRow(tx, claimed, result)
  const refused = result.state === 'parked' || (result.state === 'queued' && result.attempt)
  const unsettled = result.state === 'sending' || (result.state === 'queued' && result.unsettled)
  await tx
    .update(outbox)
    .set({
      state: result.state,
      attempts: claimed.attempts + (refused ? 1 : 0),
      sendingSince: unsettled ? claimed.sendingSince : null,
      why: result.why,
    })
    .where(eq(outbox.id, claimed.id))
  return parks && !parkedBefore ? 'parked' : 'kept'
}

async function writeGone(tx: Db, claimed: ClaimedMessage, { lost, why, wait }: Gone, at: SQL): Promise<Settled> {
  const mine = await tx
    .update(lanes)
    .set({ owner: null, leaseUntil: null, nextAt: nextAt(at, wait) })
    .where(isHeldLane(claimed))
    .returning()
  if (mine.length === 0) return 'lost'
  await postAgain(tx, claimed, lost, why)
  return 'kept'
}

/** Both lanes of the room are held, as both may be refused at once. */
async function isParked(tx: Db, { room }: ClaimedMessage): Promise<boolean> {
  const own = eq(lanes.roomId, room.id)
  const both = await tx
    .select({ parkedAt: lanes.parkedAt })
    .from(lanes)
    .where(own)
    .orderBy(asc(lanes.way))
    .for('update')
  return both.some(({ parkedAt }) => parkedAt !== null)
}

/**
 * Where a newer row was queued for the same message, the older keeps its place in the lane and serves for both. Where the
 * older is given up, there is nothing to redraw: the newer posts it.
 */
async function settleNewerRow(tx: Db, { message }: ClaimedMessage, { state, ref }: Failure): Promise<void> {
  await hold(tx, message)
  const newer = and(eq(outbox.messageId, message.id), eq(outbox.state, 'queued'))
  if (state === 'queued') await tx.delete(outbox).where(newer)
  else if (ref === null) await tx.update(outbox).set({ way: 'post' }).where(newer)
}

/** A writer of a card holds its message's row: with it in hand, nobody can queue it again behind our back. */
async function hold(tx: Db, { id }: Pick<ClaimedMessage['message'], 'id'>): Promise<void> {
  await tx.select({ id: messages.id }).from(messages).where(eq(messages.id, id)).for('update')
}

function isHeldLane({ room, way, claim }: ClaimedMessage) {
  return and(eq(lanes.roomId, room.id), eq(lanes.way, way), eq(lanes.owner, claim))
}

function nextAt(at: SQL, wait: number): SQL {
  return later(at, Math.min(wait, MOST_WAIT))
}
