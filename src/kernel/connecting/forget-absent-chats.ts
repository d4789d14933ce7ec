import { and, eq, isNotNull } from 'drizzle-orm'
import type { Ask } from '../asking/command.ts'
import { unlistStaffRooms } from '../asking/room.ts'
import type { Db } from '../ground/db.ts'
import { rooms, threadMessageChats } from '../ground/tables.ts'
import { waybill } from '../shapes/actor.ts'

/** Of a chat that the settings no longer ask for nobody is staff, and nothing is heard. */
export async function forgetAbsentChats(db: Db, ask: Ask, chats: ReadonlyMap<string, unknown>): Promise<void> {
  const listed = await db
    .selectDistinct({ chat: rooms.chat })
    .from(rooms)
    .where(and(eq(rooms.side, 'staff'), isNotNull(rooms.purpose)))
  const heard = await db.select({ chat: threadMessageChats.chat }).from(threadMessageChats)
  for (const { chat } of listed) if (!chats.has(chat)) await unlistStaffRooms(db, chat, [])
  for (const { chat } of heard) if (!chats.has(chat)) await ask('chat.hear', { chat, hears: false }, waybill)
}
