import { sql } from 'drizzle-orm'
import { type Db, OUTBOX_CHANNEL } from '../ground/db.ts'
import { lanes, messages, outbox, URGENCY } from '../ground/tables.ts'

/**
 * Notes that a message's copy must catch up, for a writer who holds the message's row. A queued row serves every later
 * change as well: it shows what is newest.
 */
export async function enqueue(db: Db, now: Date, messageId: string): Promise<void> {
  const { urgent, oneOfMany, usual } = URGENCY
  const urgency = sql`case when ${messages.card} ? 'urgent' then ${sql.raw(String(urgent))}
    when ${messages.card} ? 'oneOfMany' then ${sql.raw(String(oneOfMany))} else ${sql.raw(String(usual))} end`
  // What changes while it is posted is redrawn after.
  const posting = sql`exists (select from ${outbox} where ${outbox.messageId} = ${messages.id} and ${outbox.state} = 'sending')`
  // The update holds a queued row until we commit, so that no dispatcher draws the card as it was before. A lane is
  // looked for first: an insert would wait for a dispatcher that frees it, while that waits for the message we hold.
  await db.execute(sql`
    with owed as (
      insert into ${outbox} (room_id, message_id, queued_at, way, urgency)
      select ${messages.roomId}, ${messages.id}, ${now.toISOString()}::timestamptz,
        case when ${messages.ref} is not null or ${posting} then 'edit' else 'post' end, ${urgency}
      from ${messages} where ${messages.id} = ${messageId}
      on conflict (message_id) where state = 'queued'
        do update set urgency = least(outbox.urgency, excluded.urgency)
      returning room_id, way
    ), opened as (
      insert into ${lanes} (room_id, way, next_at)
      select room_id, way, 'epoch' from owed
      where not exists (select from ${lanes} where ${lanes.roomId} = owed.room_id and ${lanes.way} = owed.way)
      on conflict do nothing
    )
    select pg_notify(${OUTBOX_CHANNEL}, '')`)
}
