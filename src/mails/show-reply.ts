import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cut } from '../kernel/words/text.ts'
import { mailReplies } from './tables.ts'

export const ShowReply = z.object({ reply: z.uuid() })

/** What every chat shows of a card’s body. */
const MOST = 2_500

/** A mail to a customer as it was written, privately: it may name what no room keeps. */
export async function showReply({ db, record }: Verb, { reply: id }: z.infer<typeof ShowReply>): Promise<Outcome> {
  const [reply] = await db.select().from(mailReplies).where(eq(mailReplies.id, id))
  if (!reply) throw new Refusal('That mail is not here any more.')
  await record('mail.seen', reply.caseId ?? reply.orderId ?? reply.id, {})
  const { subject, to, text, byName, writtenAt, files } = reply
  return {
    text: 'The mail.',
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: subject,
      summary: 'Only you see this. The record shows that you opened it.',
      facts: [
        { label: 'To', value: to },
        { label: 'Written', value: [`${byName}, `, { at: writtenAt.toISOString() }] },
      ],
      body: cut(text, MOST),
      ...(files.length > 0 && { files }),
    },
  }
}
