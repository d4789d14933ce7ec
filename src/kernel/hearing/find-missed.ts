import { eq } from 'drizzle-orm'
import type { Reads } from '../ground/db.ts'
import { unreadThreads } from '../ground/tables.ts'
import { threadName } from '../shapes/payload.ts'
import type { OpenThread } from '../shapes/thread-message.ts'
import { isLater, notBefore, receivedIn, type ThreadHistory } from './thread-history.ts'

export type Missed<Message> = {
  /** How often it was noted that something was unread, which is in this; 0 where it wasn't. */
  noted: number
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

const NOTHING = { noted: 0, said: [], edited: [], deleted: [] }

/** Compares what is in a thread with what was received from it. The inbox remembers for thirty days: see `OpenThread`. */
export async function findMissed<Message>(
  db: Reads,
  history: ThreadHistory<Message>,
  open: OpenThread,
  { lookBack, unlessReceived }: LookBack,
): Promise<Missed<Message>> {
  const { received, under } = await receivedIn(db, history, open)
  const [unread] = await db
    .select()
    .from(unreadThreads)
    .where(eq(unreadThreads.thread, threadName(history.chat, open)))
  if (!unread && unlessReceived && received.some(([id]) => !isLater(unlessReceived, id))) return NOTHING
  const [farthest] = received.at(-1 - lookBack) ?? []
  const from = unread && farthest && isLater(farthest, unread.after) ? unread.after : farthest
  const after = notBefore(history.idAt(open.since), from)
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
    noted: unread?.times ?? 0,
    said: found.filter(message => !isKnown(message)),
    edited: found.filter(isNewlyEdited),
    // Messages of our own stand in every thread: nothing at all means that we may not read what was written.
    deleted: found.length > 0 ? gone.map(([id]) => id) : [],
  }
}
