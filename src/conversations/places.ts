import { eq } from 'drizzle-orm'
import type { CardKey, Speech } from '../kernel/asking/reaction.ts'
import { type Room, threadMessageChats } from '../kernel/ground/tables.ts'
import type { EndReader } from './cards.ts'
import { endsOf, roomsOf } from './find-end.ts'
import { supplierOf } from './load-conversation.ts'
import type { Conversation } from './tables.ts'

export type ReadingRoom = { room: Room; root: CardKey; reader: EndReader }

/** Every thread of a conversation, and who reads it. */
export async function readersOf(speech: Speech, conversation: Conversation): Promise<readonly ReadingRoom[]> {
  const places: ReadingRoom[] = []
  for (const end of await endsOf(speech.read, conversation))
    for (const room of await roomsOf(speech.read, conversation, end)) {
      const root = { kind: end.kind, subject: end.subject }
      places.push({ room, root, reader: await readerIn(speech, conversation, room) })
    }
  return places
}

/** For whom a card of a conversation is drawn in a room. */
export async function readerIn({ read }: Speech, conversation: Conversation, { side, chat }: Room): Promise<EndReader> {
  const heard = (await read.$count(threadMessageChats, eq(threadMessageChats.chat, chat))) > 0
  return { side, heard, supplier: await supplierOf(read, conversation) }
}
