import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { messages, type Room, rooms } from '../ground/tables.ts'
import { asksSomething } from '../shapes/card.ts'

/** The room of a thread under a card of ours; null for any other thread: what is written there is not ours to keep. */
export async function roomOfThread(db: Reads, chat: string, thread: string): Promise<Room | null> {
  const [found] = await db
    .select({ room: rooms })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(eq(messages.ref, thread), isNull(messages.threadOf), eq(rooms.chat, chat)))
  return found?.room ?? null
}

/** Those of a chat's own ids that are cards of ours in whose rooms something is still asked. */
export async function rootsThatAsk(db: Reads, chat: string, refs: readonly string[]): Promise<readonly string[]> {
  const found = await db
    .select({ ref: messages.ref, card: messages.card })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(inArray(messages.ref, [...refs]), isNull(messages.threadOf), eq(rooms.chat, chat)))
  return found.flatMap(({ ref, card }) => (ref !== null && asksSomething(card) ? [ref] : []))
}
