import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { unreadThreads } from '../ground/tables.ts'
import { type Payload, threadName } from '../shapes/payload.ts'
import type { OpenThread } from '../shapes/thread-message.ts'
import { findMissed, type LookBack } from './find-missed.ts'
import type { Inbox } from './inbox.ts'
import { lastReceived, type ThreadHistory } from './thread-history.ts'

type Parts = { db: Db; inbox: () => Pick<Inbox, 'receive'> }

/** How many of the messages received last may have been edited or deleted while nobody listened. */
const LOOK_BACK = 50

/**
 * Keeps what was written, edited and deleted in a thread and reached nobody, in the order in which it was written: a chat
 * gives up an event in the end, and tells a new connection nothing of what was before.
 * @throws what the chat answers where it can't be read.
 */
export async function readBack<Message>(
  { db, inbox }: Parts,
  history: ThreadHistory<Message>,
  open: OpenThread,
  reach: LookBack = { lookBack: LOOK_BACK },
): Promise<void> {
  const { channel, thread } = open
  const { noted, said, edited, deleted } = await findMissed(db, history, open, reach)
  for (const message of said) await history.keep('said', message, channel)
  for (const message of edited) await history.keep('edited', message, channel)
  for (const message of deleted) await keepDeletion(inbox(), history, { channel, thread, message })
  if (noted > 0)
    await db
      .delete(unreadThreads)
      .where(and(eq(unreadThreads.thread, threadName(history.chat, open)), eq(unreadThreads.times, noted)))
}

/**
 * Notes that a thread could not be read before something new in it is kept: from then on nobody would look for what was
 * written between. The next `readBack` that succeeds does.
 */
export async function noteUnread<Message>(
  db: Db,
  history: ThreadHistory<Message>,
  open: OpenThread,
  now: Date,
): Promise<void> {
  const after = await lastReceived(db, history, open)
  const again = { times: sql`${unreadThreads.times} + 1`, notedAt: now }
  await db
    .insert(unreadThreads)
    .values({ thread: threadName(history.chat, open), after, notedAt: now })
    .onConflictDoUpdate({ target: unreadThreads.thread, set: again })
}

/** Of what was deleted no chat says by whom. */
export async function keepDeletion(
  inbox: Pick<Inbox, 'receive'>,
  { chat, prefix }: Pick<ThreadHistory<unknown>, 'chat' | 'prefix'>,
  { channel, thread, message }: { channel: string; thread: string; message: string },
): Promise<void> {
  const payload: Payload = {
    speaker: { chat, user: '', name: '', channel, roles: [] },
    act: { kind: 'deleted', message, thread },
    reply: {},
  }
  await inbox.receive(`${prefix('deleted', channel)}${message}`, payload)
}
