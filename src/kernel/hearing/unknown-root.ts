import { subMinutes } from 'date-fns/subMinutes'
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { inbox, messages, outbox } from '../ground/tables.ts'

/** For how long a message may stand in a room before we know what it is called there, minutes: well within an item's patience. */
const UNKNOWN = 5

/**
 * Whether a card may have stood in a room when something was received, though nobody knew yet that it was posted: its
 * answer was lost, or its process was killed. What was received may have been written under it.
 * @param key of what was received, in the inbox.
 */
export async function mayHaveUnknownRoot(
  db: Db,
  { room, key }: { room: string; key: string },
  now: Date,
): Promise<boolean> {
  const [found] = await db
    .select({ one: sql`1` })
    .from(outbox)
    .innerJoin(messages, eq(messages.id, outbox.messageId))
    .innerJoin(inbox, and(eq(inbox.key, key), gt(inbox.receivedAt, subMinutes(now, UNKNOWN))))
    .where(
      and(
        ...[
          eq(outbox.roomId, room),
          sql`${outbox.state} in ('queued', 'sending')`,
          lte(outbox.sendingSince, inbox.receivedAt),
        ],
        ...[isNull(messages.ref), isNull(messages.threadOf)],
      ),
    )
    .limit(1)
  return found !== undefined
}
