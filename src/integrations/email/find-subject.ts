import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '../../kernel/ground/db.ts'
import { messages, type Room, rooms } from '../../kernel/ground/tables.ts'
import { asksSomething } from '../../kernel/shapes/card.ts'
import { type Drawn, Gone, type Post, type Press } from '../../kernel/shapes/chat.ts'

/** What a mail is about, as the board has it. */
export type Subject = {
  room: Room
  /** Its card; of a message in a thread, the root's. */
  about: { kind: string; subject: string }
  /** Buttons of that root that are still to be pressed: in a mail nobody sees the card above. */
  asked: readonly Press[]
  /** The mails before it in its thread, the first one first: by the ids of their messages. */
  before: readonly string[]
  /** The title of the first of them. */
  first: string | null
}

/**
 * What a post is about. What belongs to a card that was sent before is in that one's thread, as a change is in its purchase
 * order's.
 * @throws Gone
 */
export async function findSubject(db: Db, { key, card }: Post): Promise<Subject> {
  const [found] = await db
    .select({ room: rooms, message: messages })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(eq(messages.id, key))
  if (!found) throw new Gone('it is not on the board any more')
  const { room, message } = found
  const root = message.threadOf ? await messageOf(db, message.threadOf) : null
  const top = await topOf(db, room, root?.card ?? card)
  const before = [top, root].flatMap(one => (one ? [one] : []))
  return {
    room,
    about: root ?? message,
    asked: root && asksSomething(root.card) ? root.card.presses : [],
    before: before.map(({ id }) => id),
    first: before[0]?.card.title ?? null,
  }
}

async function messageOf(db: Db, id: string) {
  const [found] = await db.select().from(messages).where(eq(messages.id, id))
  return found ?? null
}

/** The mail that a card follows; null where that was never sent to this room. */
async function topOf(db: Db, room: Room, { follows }: Drawn) {
  if (!follows) return null
  const isIt = and(eq(messages.kind, follows.kind), eq(messages.subject, follows.subject), eq(messages.roomId, room.id))
  const [found] = await db
    .select()
    .from(messages)
    .where(and(isIt, isNotNull(messages.ref)))
  return found ?? null
}
