import { eq } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { inbox } from '../ground/tables.ts'
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

export type Missed<Message> = {
  /** Never received, oldest first. */
  said: readonly Message[]
  /** Received, and edited since in a way that was not. */
  edited: readonly Message[]
  /** Ids of those received that are there no more. */
  deleted: readonly string[]
}

/** What to look at: how many of the messages received last are looked at again, for edits and deletions. */
export type LookBack = {
  lookBack: number
  /** Nothing is asked of the chat where this id or a later one was received already. */
  unlessReceived?: string
}

const NOTHING = { said: [], edited: [], deleted: [] }

/** Compares what is in a thread with what was received from it. The inbox remembers for thirty days: see `OpenThread`. */
export async function findMissed<Message>(
  db: Reads,
  history: ThreadHistory<Message>,
  open: OpenThread,
  { lookBack, unlessReceived }: LookBack,
): Promise<Missed<Message>> {
  const { channel, thread, since } = open
  const kept = await db
    .select({ key: inbox.key })
    .from(inbox)
    .where(eq(inbox.thread, `${history.chat} ${channel} ${thread}`))
  const under = (kind: ThreadMessage['kind']) => {
    const prefix = history.prefix(kind, channel)
    return kept.flatMap(({ key }) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
  }
  const received = under('said')
    .map(names => names.split(' ') as [string, ...string[]])
    .sort(([a], [b]) => (isLater(a, b) ? 1 : -1))
  if (unlessReceived && received.some(([id]) => !isLater(unlessReceived, id))) return NOTHING
  const [farthest] = received.at(-1 - lookBack) ?? []
  const begin = history.idAt(since)
  const after = farthest && isLater(farthest, begin) ? farthest : begin
  const found = await history.readAfter(open, after)
  const known = new Set(received.flat())
  const there = new Set(found.flatMap(history.namesOf))
  const [edits, deletions] = [new Set(under('edited')), new Set(under('deleted'))]
  const isKnown = (message: Message) => history.namesOf(message).some(name => known.has(name))
  const isNewlyEdited = (message: Message) => {
    const at = history.editedAt(message)
    return at !== null && isKnown(message) && !edits.has(`${history.namesOf(message)[0]} ${at}`)
  }
  const gone = received.filter(
    ([id, ...more]) => isLater(id, after) && !deletions.has(id) && ![id, ...more].some(name => there.has(name)),
  )
  return {
    said: found.filter(message => !isKnown(message)),
    edited: found.filter(isNewlyEdited),
    // Messages of our own stand in every thread: nothing at all means that we may not read what was written.
    deleted: found.length > 0 ? gone.map(([id]) => id) : [],
  }
}

/** Ids are numbers in digits, longer ones are higher. */
function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length
}
