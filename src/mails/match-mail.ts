import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder } from '../orders/load-order.ts'
import { loadMail } from './load-mail.ts'
import { mailReplies, mails } from './tables.ts'

export const MatchMail = z.object({ mail: z.uuid(), order: z.string().min(1) })

/** Staff say which order a customer’s mail is about. */
export async function matchMail(verb: Verb, input: z.infer<typeof MatchMail>): Promise<Outcome> {
  const { db, actor, record } = verb
  const { id: orderId, number } = await loadOrder(db, input.order)
  const mail = await loadMail(db, input.mail)
  if (!mail.sentTo) throw new Refusal('That mail is not a customer’s.')
  if (mail.caseId) throw new Refusal('That mail is in a case already.')
  // What was dismissed is looked at again; what was answered is answered.
  const open = mail.settledHow === 'nothing' && { settledAt: null, settledBy: null, settledHow: null }
  await db
    .update(mails)
    .set({ orderId, matchedBy: 'staff', ...open })
    .where(eq(mails.id, mail.id))
  await db.update(mailReplies).set({ orderId }).where(eq(mailReplies.mailId, mail.id))
  await record('customer.wrote', orderId, { mailId: mail.id })
  await record('mail.matched', mail.id, { by: actor.name })
  return { text: `The mail is about ${number}. Its card says what to do next.` }
}
