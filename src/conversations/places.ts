import { eq } from 'drizzle-orm'
import type { CardKey, Speech } from '../kernel/asking/reaction.ts'
import { type Room, threadMessageChats } from '../kernel/ground/tables.ts'
import type { EndReader } from './cards.ts'
import { endsOf, isEnd } from './find-end.ts'
import { supplierOf } from './load-conversation.ts'
import type { Conversation } from './tables.ts'

export type ReadingRoom = { room: Room; root: CardKey; reader: EndReader }

/** Every thread of a conversation, and who reads it. */
export async function readersOf(speech: Speech, conversation: Conversation): Promise<readonly ReadingRoom[]> {
  const places: ReadingRoom[] = []
  const ends = (await endsOf(speech.read, conversation)).map(({ side, kind, subject }) => ({
    side,
    root: { kind, subject },
  }))
  const standing = await speech.standing(ends.map(({ root }) => root))
  for (const { side, root } of ends)
    for (const { key, room } of standing)
      if (key.kind === root.kind && key.subject === root.subject && isEnd(conversation, { side }, room))
        places.push({
          room,
          root,
          reader: { ...(await readerIn(speech, conversation, room)), asksAgain: asksIn(root) },
        })
  return places
}

/** Under a purchase order's card, what is written once the conversation is over begins another. */
function asksIn({ kind }: CardKey): boolean {
  return kind === 'purchase-order'
}

/** For whom a card of a conversation is drawn in a room. */
export async function readerIn(
  { read, once }: Speech,
  conversation: Conversation,
  { side, chat }: Room,
): Promise<EndReader> {
  const hears = () => read.$count(threadMessageChats, eq(threadMessageChats.chat, chat))
  const heard = (await once(`hears ${chat}`, hears)) > 0
  return { side, heard, supplier: await once(`supplier of ${conversation.id}`, () => supplierOf(read, conversation)) }
}
