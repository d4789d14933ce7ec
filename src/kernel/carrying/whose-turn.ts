import { type SQL, sql } from 'drizzle-orm'
import { messages, outbox } from '../ground/tables.ts'

/** Of so many messages that leave a lane one is the oldest, so that nothing waits for ever behind what is more urgent. */
export const TURNS = 10

/**
 * A part of a query over lanes `l`: the row of the outbox whose turn it is, the most urgent or else the oldest, with its
 * `id`, `message_id` and `urgency`.
 */
export function whoseTurn(): SQL {
  const waiting = sql`
    o.room_id = l.room_id and o.way = l.way and o.state in ('queued', 'sending')
    and (o.way = 'post' or not (${isBeingSent}) and not (${hasWordsToCome}))`
  return sql`
    (select o.id, o.message_id, o.urgency from ${outbox} o where l.turns < ${TURNS - 1} and ${waiting}
      order by o.urgency, o.id limit 1)
    union all
    (select o.id, o.message_id, o.urgency from ${outbox} o where l.turns >= ${TURNS - 1} and ${waiting}
      order by o.urgency > 0, o.id limit 1)`
}

/** Nothing is drawn over a message that is on its way: the older of the two might arrive last. */
const isBeingSent = sql`exists (
  select from ${outbox} other where other.message_id = o.message_id and other.state = 'sending' and other.id <> o.id)`

/** What closes a thread waits for the last words in it. */
const hasWordsToCome = sql`exists (
  select from ${messages} root
  join ${messages} word on word.thread_of = root.id and word.ref is null
  join ${outbox} owed on owed.message_id = word.id and owed.state in ('queued', 'sending')
  where root.id = o.message_id and root.closed and not root.shown_closed)`

/**
 * The row that goes before the one whose turn it is, to join as `first`: the root goes before what stands under it, and
 * in a thread the older before the newer, however urgent.
 */
export const firstInThread = sql`
  select owed.id, said.card, said.thread_of
  from ${messages} turned
  join ${messages} said on said.id = turned.thread_of or said.thread_of = turned.thread_of
  join ${outbox} owed on owed.message_id = said.id and owed.state = 'queued' and owed.way = 'post'
  where turned.id = turn.message_id and turn.urgency > 0 and turn.way = 'post'
  order by said.thread_of is not null, owed.id
  limit 1`

/**
 * Of people's messages that wait to be posted in one thread the one that was written first, to join as `written`: they
 * may have reached us in another order. A message of several pieces is not interrupted.
 */
export const firstWritten = sql`
  select owed.id
  from ${messages} said
  join ${outbox} owed on owed.message_id = said.id and owed.state = 'queued' and owed.urgency > 0
  where said.thread_of = first.thread_of and said.ref is null and first.card->'written'->>'piece' = '1'
    and said.card->'written'->>'at' < first.card->'written'->>'at'
  order by said.card->'written'->>'at', owed.id
  limit 1`
