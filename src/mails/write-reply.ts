import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { shipToOf } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { replyThread } from './reply-thread.ts'
import { mailReplies, mails, type StaffMail } from './tables.ts'

type About = { mail: StaffMail | null; order: Order | null; one: Case | null }
type Typed = { text: string; files: readonly string[] }

/**
 * Writes to the customer, in the thread of what they wrote: the mail leaves once we commit. It goes to the address of the
 * order’s customer, for a mail’s own sender and address for answers are what anybody wrote there; only where no order is
 * known to who wrote.
 * @throws Refusal if the customer has no address, or e-mail isn’t set up
 */
export async function writeReply(verb: Verb, about: About, typed: Typed): Promise<string> {
  const { db, now, actor, outside } = verb
  const { mail, order, one } = about
  if (outside.mailers.size === 0)
    throw new Refusal('E-mail to customers isn’t set up here. Set MAIL_SUPPORT to the address that they write to.')
  const to = order ? ((await shipToOf(db, order.id))?.email ?? mail?.address) : mail?.address
  if (!to) throw new Refusal(`Order ${order?.number} has no e-mail address, so nobody can be written to.`)
  const before = mail ?? (await newestMail(db, about))
  const thread = before ? replyThread(before) : await threadOfReply(db, about)
  const by = actor.side === 'staff' ? { byChat: actor.chat, byUser: actor.user } : {}
  const row = {
    ...{ mailId: before?.id ?? null, orderId: order?.id ?? null, caseId: one?.id ?? null },
    ...{ to: to.trim().toLowerCase(), sentFrom: before?.sentTo ?? null, text: typed.text, writtenAt: now },
    ...{ files: (await attachedFiles(db, typed.files)).map(({ file, name }) => ({ file, name })), ...by },
    ...{ byName: actor.name, ...(thread ?? { subject: `Your order ${order?.number}`, answers: null, thread: [] }) },
  }
  const [reply] = await db.insert(mailReplies).values(row).returning({ id: mailReplies.id })
  if (!reply) throw new Error('a reply was not inserted')
  await verb.owe({ name: 'mail.send', subject: reply.id, queue: `customer ${order?.id ?? mail?.id}` })
  await settleAnswered(verb, about)
  await verb.record('mail.answered', one?.id ?? order?.id ?? mail?.id ?? reply.id, { replyId: reply.id })
  return reply.id
}

/** The customer’s newest mail in the case. */
async function newestMail(db: Reads, { one }: About): Promise<StaffMail | null> {
  if (!one) return null
  const its = and(eq(mails.caseId, one.id), isNotNull(mails.sentTo))
  const [found] = await db.select().from(mails).where(its).orderBy(desc(mails.receivedAt)).limit(1)
  return found ?? null
}

/** Where the customer never answered, a second mail follows the first. */
async function threadOfReply(db: Reads, { one }: About) {
  if (!one) return null
  const its = eq(mailReplies.caseId, one.id)
  const [last] = await db.select().from(mailReplies).where(its).orderBy(desc(mailReplies.writtenAt)).limit(1)
  return last ? { subject: last.subject, answers: last.id, thread: [...last.thread, last.id] } : null
}

/** An answer in a case answers all that the customer wrote there. */
async function settleAnswered(verb: Verb, { mail, one }: About): Promise<void> {
  const which = one ? eq(mails.caseId, one.id) : mail ? eq(mails.id, mail.id) : null
  if (!which) return
  const settled = await verb.db
    .update(mails)
    .set({ settledAt: verb.now, settledBy: verb.actor.name, settledHow: 'replied' })
    .where(and(which, isNull(mails.settledAt)))
    .returning({ id: mails.id })
  for (const { id } of settled) await verb.record('mail.settled', id, { by: verb.actor.name })
}
