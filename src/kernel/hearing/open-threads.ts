import { eq } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { threadMessageChats } from '../ground/tables.ts'
import type { ThreadMessageCommands } from './receive-thread-message.ts'

/** A thread whose words cross, by its root's id, in a channel; `since`: words from before that were not heard by anybody. */
export type OpenThread = { channel: string; thread: string; since: Date }

/** All such threads of a chat; none while its words are not heard. */
export async function openThreads(
  db: Db,
  chat: string,
  { open }: Pick<ThreadMessageCommands, 'open'>,
): Promise<readonly OpenThread[]> {
  const [heard] = await db.select().from(threadMessageChats).where(eq(threadMessageChats.chat, chat))
  if (!heard) return []
  return (await open(db, chat)).map(one => ({ ...one, since: heard.since }))
}
