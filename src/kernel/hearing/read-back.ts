import type { Reads } from '../ground/db.ts'
import type { Payload } from '../shapes/payload.ts'
import type { OpenThread } from '../shapes/thread-message.ts'
import { findMissed, type LookBack, type ThreadHistory } from './find-missed.ts'
import type { Inbox } from './inbox.ts'

type Parts = { db: Reads; inbox: () => Pick<Inbox, 'receive'> }

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
  const { said, edited, deleted } = await findMissed(db, history, open, reach)
  for (const message of said) await history.keep('said', message, channel)
  for (const message of edited) await history.keep('edited', message, channel)
  for (const message of deleted) await keepDeletion(inbox(), history, { channel, thread, message })
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
