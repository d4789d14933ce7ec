import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadOrder, shipToOf } from '../orders/load-order.ts'
import { mailReplies } from './tables.ts'

export const SendAgain = z.object({ reply: z.uuid() })

/** A mail that did not arrive leaves once more, to the address that the customer has now. */
export async function sendAgain(verb: Verb, { reply: id }: z.infer<typeof SendAgain>): Promise<Outcome> {
  const { db, owe, record } = verb
  const [before] = await db.select().from(mailReplies).where(eq(mailReplies.id, id))
  if (before?.orderId) await loadOrder(db, before.orderId)
  const [reply] = await db.select().from(mailReplies).where(eq(mailReplies.id, id)).for('update')
  if (!reply) throw new Refusal('That mail is not here any more.')
  if (!reply.failedAt) throw new Refusal('That mail was sent again already.')
  const email = reply.orderId ? (await shipToOf(db, reply.orderId))?.email : null
  const to = email?.trim().toLowerCase() ?? reply.to
  await db.update(mailReplies).set({ to, sentAt: null, failedAt: null, why: null }).where(eq(mailReplies.id, id))
  await owe({ name: 'mail.send', subject: id, queue: `customer ${reply.orderId ?? reply.mailId}` })
  await record('mail.sent_again', id, {})
  return { text: 'Your mail is on its way to the customer again.' }
}
