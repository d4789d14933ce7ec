import type { Ask, Delivery } from '../asking/command.ts'
import { findRoom } from '../asking/room.ts'
import type { Db } from '../ground/db.ts'
import { keepAttachments } from '../ground/keep-attachments.ts'
import { type Actor, type Speaker, waybill } from '../shapes/actor.ts'
import type { Answer } from '../shapes/answer.ts'
import type { Chat } from '../shapes/chat.ts'
import type { OpenThread, ThreadMessage } from '../shapes/thread-message.ts'
import { clean } from '../words/clean.ts'
import { Refusal } from '../words/refusal.ts'
import { mayHaveUnknownRoot } from './unknown-root.ts'

/** Who reads what is written in threads, and which commands bring it there. */
export type ThreadMessageCommands = {
  said: string
  edited: string
  deleted: string
  /** Whether anybody reads a thread who does not stand in its room; of any other nothing is kept. */
  shared(db: Db, roomId: string, thread: string): Promise<boolean>
  /** The threads of a chat whose words cross now, and since when, by their roots' ids; or the one with that root. */
  open(db: Db, chat: string, thread?: string): Promise<readonly OpenThread[]>
}

type Parts = {
  db: Db
  ask: Ask
  chats: ReadonlyMap<string, Chat>
  now: () => Date
  whoSpeaks: (speaker: Speaker) => Promise<Actor>
  threadMessages: ThreadMessageCommands
}

/**
 * Takes what was written in a thread. Null when its author need not be notified: it went across, or it is in
 * a thread that nobody else reads.
 * @throws when it can't be taken now, so that it is tried again.
 */
export async function receiveThreadMessage(
  parts: Parts,
  heard: Speaker,
  what: ThreadMessage,
  delivery?: Delivery,
): Promise<Answer | null> {
  const { db, ask, threadMessages, whoSpeaks } = parts
  const speaker = clean(heard) as Speaker
  const { kind, ...words } = clean(what) as ThreadMessage
  const room = await findRoom(db, speaker.chat, speaker.channel)
  if (!room) return null
  if (!(await threadMessages.shared(db, room.id, words.thread))) {
    const received = delivery && { room: room.id, key: delivery.key }
    if (received && (await mayHaveUnknownRoot(db, received, parts.now())))
      throw new Error('this may have been written under a card that nobody knows to be posted yet')
    return null
  }
  try {
    const by = kind === 'deleted' ? waybill : await whoSpeaks(speaker)
    const kept = by.side === 'stranger' ? {} : await keep(parts, speaker, words)
    const outcome = await ask(threadMessages[kind], { room: room.id, ...words, ...kept }, by, delivery)
    if (outcome.outcome === 'again' || !outcome.text) return null
    return { kind: outcome.outcome === 'held' ? 'refused' : 'said', text: outcome.text }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', text: error.message }
    throw error
  }
}

async function keep({ db, chats, now }: Parts, { chat }: Speaker, words: Omit<ThreadMessage, 'kind'>) {
  if (!('text' in words)) return {}
  const written = words as Extract<ThreadMessage, { text: string }>
  const { files, lacks } = await keepAttachments(db, chats.get(chat), written, now())
  return { files, lacks: [...(written.lacks ?? []), ...lacks] }
}
