import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cut } from '../kernel/words/text.ts'
import { loadConversation } from './load-conversation.ts'
import { utterances } from './tables.ts'

export const ShowWhole = z.object({ utterance: z.uuid() })

/** What every chat shows of a card's body. */
const MOST = 2_500

/** All that somebody wrote, with what they quoted: a mail's text, of which the thread shows only what is new. */
export async function showWhole({ db, actor }: Verb, { utterance }: z.infer<typeof ShowWhole>): Promise<Outcome> {
  const [said] = await db.select().from(utterances).where(eq(utterances.id, utterance))
  if (!said || said.deletedAt) throw new Refusal('That message is not here any more.')
  await loadConversation(db, actor, said.conversationId)
  const text = said.whole ?? said.text
  const title = `All of ${said.name ?? 'somebody'}’s message`
  const summary = 'Only you see this. It is shown as it came, with what it quotes.'
  const left = text.length > MOST && { context: `These are the first ${MOST} characters of ${text.length}.` }
  return {
    text: title,
    card: { audience: audienceOf(actor), tone: 'neutral', title, summary, body: cut(text, MOST), ...left },
  }
}
