import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { bySystem, command, type Outcome, type Verb } from '../asking/command.ts'
import { threadMessageChats } from '../ground/tables.ts'

const ThreadMessagesReach = z.object({ chat: z.string().min(1), hears: z.boolean() })
const Lost = z.object({ chat: z.string().min(1), why: z.string().min(1) })

/** A chat tells us what is written in its threads, or does no longer. */
async function noteThreadMessages(
  { db, now, record }: Verb,
  { chat, hears }: z.infer<typeof ThreadMessagesReach>,
): Promise<Outcome> {
  const changed = hears
    ? await db.insert(threadMessageChats).values({ chat, since: now }).onConflictDoNothing().returning()
    : await db.delete(threadMessageChats).where(eq(threadMessageChats.chat, chat)).returning()
  if (changed.length > 0) await record('chat.heard', chat, { chat, hears })
  return { text: hears ? `${chat} is heard.` : `${chat} is not heard.` }
}

/** A chat takes nothing from us any more, as when the app was removed there: staff elsewhere are notified. */
async function loseChat({ record }: Verb, { chat, why }: z.infer<typeof Lost>): Promise<Outcome> {
  await record('chat.lost', chat, { chat, why })
  return { text: `${chat} waits.` }
}

/** What is asked when a chat connects, and when it is lost. */
export const chatCommands = {
  'chat.hear': command({
    ...bySystem,
    title: 'Note what is heard',
    does: 'Note whether what is written in a chat’s threads reaches us.',
    input: ThreadMessagesReach,
    run: noteThreadMessages,
  }),
  'chat.lose': command({
    ...bySystem,
    title: 'Lose a chat',
    does: 'Record that a chat takes nothing from us any more.',
    input: Lost,
    run: loseChat,
  }),
}
