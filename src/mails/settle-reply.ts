import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { mailReplies } from './tables.ts'

export const SettleReply = z.object({
  reply: z.uuid(),
  /** Why it did not arrive; null where the mail server took it. */
  why: truncated(300).nullable(),
})

/** What became of a mail to a customer: it left, was refused, or came back; the first word of each kind counts. */
export async function settleReply(verb: Verb, { reply, why }: z.infer<typeof SettleReply>): Promise<Outcome> {
  const { db, now, record } = verb
  const changed = why === null ? { sentAt: now, failedAt: null, why: null } : { failedAt: now, why: namingNobody(why) }
  const isNews = why === null ? isNull(mailReplies.sentAt) : isNull(mailReplies.failedAt)
  const rows = await db
    .update(mailReplies)
    .set(changed)
    .where(and(eq(mailReplies.id, reply), isNews))
    .returning({ id: mailReplies.id })
  if (rows.length === 0) return { text: 'Nothing to change.', outcome: 'unknown' }
  await record(why === null ? 'mail.sent' : 'mail.unsent', reply, {})
  return { text: 'Recorded.' }
}

/** Mail servers repeat the address, which no room keeps. */
const namingNobody = (why: string) => why.replaceAll(/<?[^\s<>@]+@[^\s<>@]+>?/g, 'their address')
