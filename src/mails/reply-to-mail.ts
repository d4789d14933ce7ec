import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { FileIds } from '../cases/attach.ts'
import { loadCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { loadMail } from './load-mail.ts'
import { mailReplies } from './tables.ts'
import { writeReply } from './write-reply.ts'

const written = {
  text: truncated(10_000).refine(text => text !== '', 'write what you want to say'),
  files: FileIds.default([]),
}
export const ReplyToMail = z.object({
  mail: z.uuid(),
  /** How often it was answered when its writer pressed: so nobody is answered twice by two who press at once. */
  replies: z.int().optional(),
  ...written,
})
export const WriteToCustomer = z.object({ case: z.string().min(1), ...written })

/** Answers a customer’s mail, in its thread. */
export async function replyToMail(verb: Verb, input: z.infer<typeof ReplyToMail>): Promise<Outcome> {
  const { db, actor } = verb
  const mail = await loadMail(db, input.mail)
  const sent = await db.select().from(mailReplies).where(eq(mailReplies.mailId, mail.id)).orderBy(mailReplies.writtenAt)
  const last = sent.at(-1)
  if (last && input.replies !== undefined && sent.length > input.replies)
    throw new Refusal(`${last.byName} answered it meanwhile. Read that, and press Reply again to write as well.`)
  const order = mail.orderId ? await loadOrder(db, mail.orderId) : null
  const one = mail.caseId ? await loadCase(db, actor, mail.caseId) : null
  await writeReply(verb, { mail, order, one }, input)
  return { text: 'Your mail is on its way to the customer.' }
}

/** Writes to the customer of a case, in the thread of what they wrote about it. */
export async function writeToCustomer(verb: Verb, input: z.infer<typeof WriteToCustomer>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const order = await loadOrder(verb.db, one.orderId)
  await writeReply(verb, { mail: null, order, one }, input)
  return { text: `Your mail about ${one.number} is on its way to the customer.` }
}
