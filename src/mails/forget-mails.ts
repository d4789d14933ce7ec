import { subDays } from 'date-fns/subDays'
import { and, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { mailReplies, mails } from './tables.ts'

export const ForgetMails = z.object({})

/** How long a mail is kept that is about no order of ours, days. */
const KEPT = 30

/** Forgets mails that are about no order, and what was answered: no end of an order ends them. */
export async function forgetMails({ db, now }: Verb): Promise<Outcome> {
  const since = subDays(now, KEPT)
  const stray = and(isNull(mails.orderId), isNull(mails.purchaseOrderId))
  await db.delete(mails).where(and(stray, lt(mails.receivedAt, since)))
  await db.delete(mailReplies).where(and(isNull(mailReplies.orderId), lt(mailReplies.writtenAt, since)))
  return { text: 'Forgotten.' }
}
