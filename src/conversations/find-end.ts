import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { messages, type Room, rooms } from '../kernel/ground/tables.ts'
import { lockConversation } from './load-conversation.ts'
import { type Conversation, type ConversationEnd, conversationEnds, conversations } from './tables.ts'

/** The conversation that a thread of a room belongs to, locked until the transaction ends; null as for `findEnd`. */
export async function loadEnd(db: Db, roomId: string, thread: string): Promise<Conversation | null> {
  const found = await findEnd(db, roomId, thread)
  return found && lockConversation(db, found)
}

/** The conversation that a thread of a room belongs to; null for a thread that is nobody's but its readers'. */
export async function findEnd(db: Reads, roomId: string, thread: string): Promise<Conversation | null> {
  const [found] = await db
    .select({ conversation: conversations, end: conversationEnds, room: rooms })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(
      conversationEnds,
      and(eq(conversationEnds.kind, messages.kind), eq(conversationEnds.subject, messages.subject)),
    )
    .innerJoin(conversations, eq(conversations.id, conversationEnds.conversationId))
    .where(and(eq(messages.roomId, roomId), eq(messages.ref, thread)))
  return found && isEnd(found.conversation, found.end, found.room) ? found.conversation : null
}

/** The threads of a chat that are ends of open conversations, since they were opened; or the one with that root. */
export async function findOpenThreads(
  db: Reads,
  chat: string,
  root?: string,
): Promise<readonly { channel: string; thread: string; since: Date }[]> {
  const found = await db
    .select({ conversation: conversations, end: conversationEnds, room: rooms, thread: messages.ref })
    .from(conversations)
    .innerJoin(conversationEnds, eq(conversationEnds.conversationId, conversations.id))
    .innerJoin(messages, and(eq(messages.kind, conversationEnds.kind), eq(messages.subject, conversationEnds.subject)))
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        isNull(conversations.closedAt),
        eq(rooms.chat, chat),
        root ? eq(messages.ref, root) : isNotNull(messages.ref),
      ),
    )
  return found.flatMap(({ conversation, end, room, thread }) =>
    thread !== null && isEnd(conversation, end, room)
      ? [{ channel: room.channel, thread, since: conversation.openedAt }]
      : [],
  )
}

export function endsOf(db: Reads, conversation: Conversation): Promise<ConversationEnd[]> {
  return db
    .select()
    .from(conversationEnds)
    .where(eq(conversationEnds.conversationId, conversation.id))
    .orderBy(conversationEnds.side, conversationEnds.kind)
}

/** Whether a room where an end's card stands is still one of its side: it may have changed hands since. */
export function isEnd({ supplierId }: Conversation, { side }: Pick<ConversationEnd, 'side'>, room: Room): boolean {
  if (side === 'staff') return room.side === 'staff' && room.purpose !== null
  return room.side === 'supplier' && room.supplierId === supplierId
}
