import { eq, sql } from 'drizzle-orm'
import { type Db, OUTBOX_CHANNEL } from '../ground/db.ts'
import { lanes, outbox } from '../ground/tables.ts'

/** When a new lane is due: earlier than any clock. */
const AT_ONCE = new Date(0)

/** Notes that a room's copy must catch up. A queued row serves every later change as well: it shows what is newest. */
export async function enqueue(db: Db, now: Date, roomId: string, messageId: string): Promise<void> {
  // Looked for first: an insert would wait for a dispatcher that frees the lane, while it waits for the message we
  // hold.
  if ((await db.$count(lanes, eq(lanes.roomId, roomId))) === 0)
    await db.insert(lanes).values({ roomId, nextAt: AT_ONCE }).onConflictDoNothing()
  await db
    .insert(outbox)
    .values({ roomId, messageId, queuedAt: now })
    // The update holds the row until we commit, so that no dispatcher draws the card as it was before.
    .onConflictDoUpdate({ target: outbox.messageId, targetWhere: sql`state = 'queued'`, set: { roomId } })
  await db.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`)
}
