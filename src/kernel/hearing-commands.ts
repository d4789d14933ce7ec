import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { command, type Outcome, type Verb } from './command.ts'
import { heardChats } from './tables.ts'

const Hearing = z.object({ chat: z.string().min(1), hears: z.boolean() })

/** A chat tells us what is written in its threads, or does no longer. */
async function noteHearing({ db, now, record }: Verb, { chat, hears }: z.infer<typeof Hearing>): Promise<Outcome> {
  const changed = hears
    ? await db.insert(heardChats).values({ chat, since: now }).onConflictDoNothing().returning()
    : await db.delete(heardChats).where(eq(heardChats.chat, chat)).returning()
  if (changed.length > 0) await record('chat.heard', chat, { chat, hears })
  return { text: hears ? `${chat} is heard.` : `${chat} is not heard.` }
}

/** What is asked when a chat connects. */
export const hearingCommands = {
  'chat.hear': command({
    who: ['system'],
    title: 'Note what is heard',
    does: 'Note whether what is written in a chat’s threads reaches us.',
    input: Hearing,
    args: {},
    examples: [],
    hidden: true,
    run: noteHearing,
  }),
}
