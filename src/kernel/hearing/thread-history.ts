import { eq } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { inbox } from '../ground/tables.ts'
import { threadName } from '../shapes/payload.ts'
import type { OpenThread, ThreadMessage } from '../shapes/thread-message.ts'

/** All that a chat calls a message by: first its id, which counts up within a thread. */
export type MessageNames = readonly [string, ...string[]]

/** A chat's own record of what is written in its threads: it stays there, whether or not anybody was listening. */
export type ThreadHistory<Message> = {
  chat: string
  /** What the key of such a message begins with in the inbox; its names follow, or its id and when it was edited. */
  prefix(kind: ThreadMessage['kind'], channel: string): string
  namesOf(message: Message): MessageNames
  /** When it was last edited, ISO 8601; null where it never was. */
  editedAt(message: Message): string | null
  /** The least id that anything written at that time can have. */
  idAt(time: Date): string
  /** What is in a thread after that id, oldest first. @throws `Later`, `Unsure` or `NoRoom` where it can't be read. */
  readAfter(open: OpenThread, after: string): Promise<readonly Message[]>
  /** Keeps a message in the inbox; passes over what is of no interest. */
  keep(kind: 'said' | 'edited', message: Message, channel: string): Promise<void>
}

/** What was received from a thread: the messages by their names, the oldest first; and what the keys of a kind end with. */
export async function receivedIn<Message>(db: Reads, history: ThreadHistory<Message>, open: OpenThread) {
  const kept = await db
    .select({ key: inbox.key })
    .from(inbox)
    .where(eq(inbox.thread, threadName(history.chat, open)))
  const under = (kind: ThreadMessage['kind']) => {
    const prefix = history.prefix(kind, open.channel)
    return kept.flatMap(({ key }) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
  }
  const received = under('said')
    .map(names => names.split(' ') as [string, ...string[]])
    .sort(([a], [b]) => (isLater(a, b) ? 1 : -1))
  return { received, under }
}

/** The id of the last message received; where there is none, the least that anything in the thread can have. */
export async function lastReceived<Message>(
  db: Reads,
  history: ThreadHistory<Message>,
  open: OpenThread,
): Promise<string> {
  const { received } = await receivedIn(db, history, open)
  return notBefore(history.idAt(open.since), received.at(-1)?.[0])
}

export const notBefore = (begin: string, id: string | undefined) => (id && isLater(id, begin) ? id : begin)

/** Ids are numbers in digits, longer ones are higher. */
export function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length
}
