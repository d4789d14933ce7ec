import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { type Beat, endOf } from '../ground/heart.ts'
import { instantNamed, later, latestEnd } from '../ground/instant.ts'
import { moment } from '../ground/moment.ts'
import { rowsOf } from '../ground/rows-of.ts'
import { statement } from '../ground/statement.ts'
import { lanes, messages, outbox, rooms, URGENCY } from '../ground/tables.ts'
import { type ClaimedMessage, LANE_LEASE, MOST_WAIT } from './outbox.ts'
import { firstInThread, firstWritten, TURNS, whoseTurn } from './whose-turn.ts'

/** How far back a message is looked for whose time of sending is yet to come, ms: nobody knows when it was. */
const LONG_AGO = 24 * 3_600_000

type Given = {
  /** How many lanes to claim at most. */
  most?: number
  /** Lanes that this process is at, by name: those are in hand, no matter what any clock says. */
  except?: readonly string[]
  /** How long before its time a lane may be claimed, ms: its claimer waits for that. */
  early?: number
  /** For whom it is claimed, so that others take it over soon after this process is not heard of. */
  beat?: Beat | null | undefined
  /** The time; without it, the database's own. */
  now?: Date | undefined
}

type Claims = {
  claimed: readonly ClaimedMessage[]
  /** How long until another lane may be claimed, ms, never below 0; null when nothing else is owed. */
  wait: number | null
}

/**
 * Claims the lanes that have been due longest, each for the message whose turn it is. A message that somebody is changing
 * right now holds its lane until that is committed, for nothing may overtake it, and no other lane.
 */
export async function claim(db: Db, given: Given = {}): Promise<Claims> {
  const { most = 1, except = [], early = 0, beat = null, now } = given
  const claimedAt = moment()
  const mine = randomUUID()
  const rows = rowsOf(
    await db.execute(claiming({ most, except, early, mine, process: beat?.process ?? null, now: now?.toISOString() })),
  )
  const claimed = rows.flatMap(({ claimed, sending_since }) =>
    claimed
      ? [
          {
            ...(claimed as ClaimedMessage),
            sendingSince: new Date(String(sending_since)),
            claim: mine,
            claimedAt,
            beat,
          },
        ]
      : [],
  )
  const wait = rows[0]?.wait
  return { claimed, wait: typeof wait === 'number' ? Math.max(0, wait - early) : null }
}

const claiming = statement<'most' | 'except' | 'early' | 'mine' | 'process' | 'now'>(
  ({ most, except, early, mine, process, now }) => {
    const at = instantNamed(now)
    const since = sql`case when o.sending_since > ${at} then ${later(at, -LONG_AGO)} else coalesce(o.sending_since, ${at}) end`
    return sql`
      with turn as materialized (
        select l.room_id, l.way, turn.*, ${waitOf(at)} as wait
        from ${lanes} l cross join lateral (${whoseTurn()}) turn
        where l.room_id || ' ' || l.way <> all(${except}::text[])
      ), chosen as materialized (
        -- By itself, so that it is looked for once a lane, whatever the planner believes of the outbox.
        select turn.room_id, turn.way, coalesce(written.id, first.id, turn.id) as id
        from turn
        left join lateral (${firstInThread}) first on true
        left join lateral (${firstWritten}) written on true
      ), next as (
        select o.id, l.room_id, l.way, ${asClaimed(at)} as claimed
        from chosen
        join ${lanes} l on l.room_id = chosen.room_id and l.way = chosen.way
        join ${outbox} o on o.id = chosen.id and o.state in ('queued', 'sending')
        join ${messages} m on m.id = o.message_id
        join ${rooms} r on r.id = l.room_id
        left join ${messages} root on root.id = m.thread_of
        where (l.next_at <= ${later(at, early)} or ${nextTooFar(at)})
          and (l.lease_until is null or ${leaseEnds} < ${at} or ${leaseTooFar(at)})
        order by l.next_at
        limit ${most}
        -- The message as well, so that its newest card is what goes out.
        for update of l, o, m skip locked
      ), leased as (
        update ${lanes} l
        set owner = ${mine}, process = ${process}, lease_until = ${later(at, LANE_LEASE)}, turns = (l.turns + 1) % ${TURNS}
        from next where l.room_id = next.room_id and l.way = next.way
      ), sending as (
        update ${outbox} o set state = 'sending', sending_since = ${since}, urgency = ${URGENCY.begun}
        from next where o.id = next.id
        returning o.id, o.sending_since
      )
      select next.claimed, sending.sending_since, others.wait
      from (
        select min(turn.wait) as wait from turn
        where not exists (select from next where next.room_id = turn.room_id and next.way = turn.way)
      ) others
      left join (next join sending on sending.id = next.id) on true`
  },
)

/** What a claim is of, as JSON. */
function asClaimed(at: SQL): SQL {
  return sql`jsonb_build_object(
    'id', o.id, 'way', l.way, 'attempts', o.attempts, 'trace', o.trace, 'waited', extract(epoch from ${at} - o.queued_at)::float8, 'unsettled', o.sending_since is not null,
    'startsIn', case when ${nextTooFar(at)} then 0 else ${untilNext(at)} end,
    'room', jsonb_build_object(
      'id', r.id, 'chat', r.chat, 'channel', r.channel, 'side', r.side, 'purpose', r.purpose,
      'supplierId', r.supplier_id),
    'message', jsonb_build_object(
      'id', m.id, 'kind', m.kind, 'card', m.card, 'threadOf', m.thread_of, 'version', m.version, 'ref', m.ref, 'closed', m.closed,
      'shownClosed', m.shown_closed),
    'rootRef', root.ref, 'topic', root.card->>'title', 'closed', coalesce(root.closed, m.closed),
    'parked', exists (select from ${lanes} parked where parked.room_id = l.room_id and parked.parked_at is not null),
    'wasAhead', ${nextTooFar(at)} or coalesce(${leaseTooFar(at)}, false))`
}

const untilNext = (at: SQL) => sql`extract(epoch from greatest(l.next_at, ${at}) - ${at})::float8 * 1000`
const nextTooFar = (at: SQL) => sql`l.next_at > ${latestEnd(at, MOST_WAIT)}`
const leaseEnds = endOf({ until: sql`l.lease_until`, process: sql`l.process`, lease: LANE_LEASE })
const leaseTooFar = (at: SQL) => sql`l.lease_until > ${latestEnd(at, LANE_LEASE)}`

/** How long until a lane is free and its time has come, ms. */
function waitOf(at: SQL): SQL {
  const next = sql`case when ${nextTooFar(at)} then ${at} else l.next_at end`
  const lease = sql`case when ${leaseTooFar(at)} then ${at} else ${leaseEnds} end`
  return sql`extract(epoch from greatest(${next}, ${lease}, ${at}) - ${at})::float8 * 1000`
}
