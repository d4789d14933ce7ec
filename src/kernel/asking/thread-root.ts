import { and, eq, isNull } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { messages, type Room, rooms } from '../ground/tables.ts'

/** The room of a thread under a card of ours; null for any other thread: what is written there is not ours to keep. */
export async function roomOfThread(db: Reads, chat: string, thread: string): Promise<Room | null> {
  const [found] = await db
    .select({ room: rooms })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(eq(messages.ref, thread), isNull(messages.threadOf), eq(rooms.chat, chat)))
  return found?.room ?? null
}
