import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type Db, OUTBOX_CHANNEL } from '../ground/db.ts'
import { statement } from '../ground/statement.ts'
import { lanes, messages, outbox, URGENCY } from '../ground/tables.ts'
import { traceparent } from '../ground/trace.ts'

const { urgent, oneOfMany, usual } = URGENCY

/** How many redraws of one ask its person looks at; more are the redraw of a mass. */
const MOST_AWAITED = 10

/**
 * Notes that copies of messages must catch up, in that order, for a writer who holds the rows of the messages. A queued
 * row serves every later change as well: it shows what is newest.
 */
export async function enqueue(db: Db, now: Date, messageIds: readonly string[]): Promise<void> {
  await db.execute(enqueueing({ ids: JSON.stringify(messageIds), ...owed(now) }))
}

/**
 * What the parts of a statement are given that owe copies.
 * @param awaited how many, where somebody did something just now and looks at what comes of it: a few redraws go first.
 */
export function owed(now: Date, awaited = 0): Record<Owed, unknown> {
  const isFirst = awaited > 0 && awaited <= MOST_AWAITED
  return { now: now.toISOString(), isFirst, trace: traceparent() }
}
export type Owed = 'now' | 'isFirst' | 'trace'

/**
 * The same as parts of a statement in which `changed` are the messages: their id, room_id, ref, card and place. It ends by
 * `notifying`.
 */
export function owing({ now, isFirst, trace }: Record<Owed, Placeholder>): SQL {
  // The update holds a queued row until we commit, so that no dispatcher draws the card as it was before. What changes
  // while it is posted is redrawn after. A lane is looked for first: an insert would wait for a dispatcher that frees it,
  // while that waits for the message we hold.
  return sql`
    owed as (
      insert into ${outbox} (room_id, message_id, queued_at, way, urgency, trace)
      select m.room_id, m.id, ${now}::timestamptz,
        case when m.ref is not null or exists (
          select from ${outbox} sending where sending.message_id = m.id and sending.state = 'sending'
        ) then 'edit' else 'post' end,
        case when m.card ? 'urgent' or (${isFirst}::boolean and m.ref is not null) then ${urgent}::int
          when m.card ? 'oneOfMany' then ${oneOfMany}::int else ${usual}::int end, ${trace}::text
      from changed m order by place
      on conflict (message_id) where state = 'queued'
        do update set urgency = least(outbox.urgency, excluded.urgency), trace = coalesce(excluded.trace, outbox.trace)
      returning room_id, way
    ), opened as (
      insert into ${lanes} (room_id, way, next_at)
      select distinct room_id, way, 'epoch'::timestamptz from owed
      where not exists (select from ${lanes} l where l.room_id = owed.room_id and l.way = owed.way)
      order by room_id, way
      on conflict do nothing
    )`
}

/** Wakes those who carry it, once we commit. */
export const notifying = sql`pg_notify(${OUTBOX_CHANNEL}, '')`

const enqueueing = statement<'ids' | Owed>(
  named => sql`
    with changed as (
      select m.id, m.room_id, m.ref, m.card, place
      from jsonb_array_elements_text(${named.ids}::jsonb) with ordinality as wanted(id, place)
      join ${messages} m on m.id = wanted.id::uuid
    ), ${owing(named)} select ${notifying}`,
)
