import { max } from 'date-fns/max'
import { subDays } from 'date-fns/subDays'
import { eq } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { threadMessageChats } from '../ground/tables.ts'
import { KEPT } from '../ground/tidy.ts'
import type { OpenThread } from '../shapes/thread-message.ts'
import type { ThreadMessageCommands } from './receive-thread-message.ts'

/** The threads of a chat whose words cross, or the one with that root; none while its words are not heard. */
export async function openThreads(
  { db, now, threadMessages }: { db: Db; now: () => Date; threadMessages: Pick<ThreadMessageCommands, 'open'> },
  chat: string,
  thread?: string,
): Promise<readonly OpenThread[]> {
  const [heard] = await db.select().from(threadMessageChats).where(eq(threadMessageChats.chat, chat))
  if (!heard) return []
  // A day less than the inbox remembers, so that nothing is taken for new that was received.
  const remembered = subDays(now(), KEPT - 1)
  const open = await threadMessages.open(db, chat, thread)
  return open.map(one => ({ ...one, since: max([heard.since, one.since, remembered]) }))
}
