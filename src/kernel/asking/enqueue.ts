import { sql } from 'drizzle-orm'
import { type Db, OUTBOX_CHANNEL } from '../ground/db.ts'
import { lanes, outbox } from '../ground/tables.ts'

/** A message and the room whose copy of it must catch up. */
export type Owed = { roomId: string; messageId: string }

/**
 * Notes what is owed to rooms, in that order, for a writer who holds the rows of its messages. A queued row serves every
 * later change as well: it shows what is newest.
 */
export async function enqueue(db: Db, now: Date, owed: readonly Owed[]): Promise<void> {
  const rows = owed.map(({ roomId, messageId }, place) => ({ room: roomId, message: messageId, place }))
  // A lane is looked for first: an insert would wait for a dispatcher that frees it, while it waits for the message we
  // hold. The update holds a queued row until we commit, so that no dispatcher draws the card as it was before.
  await db.execute(sql`
    with owed as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as owed(room uuid, message uuid, place int)
    ), opened as (
      insert into ${lanes} (room_id, next_at)
      select distinct room, 'epoch'::timestamptz from owed
      where not exists (select from ${lanes} where ${lanes.roomId} = owed.room) order by room
      on conflict do nothing
    ), queued as (
      insert into ${outbox} (room_id, message_id, queued_at)
      select room, message, ${now.toISOString()}::timestamptz from owed order by place
      on conflict (message_id) where state = 'queued' do update set room_id = excluded.room_id
    )
    select pg_notify(${OUTBOX_CHANNEL}, '')`)
}
