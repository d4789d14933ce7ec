import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { ordersOfCustomer } from '../orders/orders-of-customer.ts'
import type { Order } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { namedOrder } from './named-order.ts'
import { openOrders } from './open-orders.ts'
import { type MailReply, mailReplies, mails, type StaffMail } from './tables.ts'

export type Match = Pick<StaffMail, 'orderId' | 'caseId' | 'matchedBy' | 'sendersOrders' | 'suggestedId'>

export type MailToMatch = {
  from: { address: string }
  subject: string
  text: string
  whole: string
  /** The mail of ours whose address for answers it came to. */
  reply: string | null
  /** Mails of ours that its head says it answers: anybody who was shown one can write that. */
  answersOurs: readonly string[]
  /** The mail server doubts who wrote it. */
  isDoubtful: boolean
}

/** Most orders that are remembered of who has the sender’s address. */
const MOST = 25

/**
 * Which order a customer’s mail is about: by the token of its address, else by the sender’s address and a number of one of
 * their orders. The address alone, which anybody can write, only suggests.
 */
export async function findMatch(db: Reads, mail: MailToMatch, now: Date): Promise<Match> {
  const found = (await ordersOfCustomer(db, mail.from.address)).map(({ order }) => order).toReversed()
  const theirs = { sendersOrders: found.slice(0, MOST).map(({ id }) => id), suggestedId: null }
  const answered = await findAnswered(db, mail)
  if (answered) return { ...theirs, ...answered, matchedBy: answered.orderId ? 'token' : null }
  const named = mail.isDoubtful ? null : namedOrder(mail, found)
  if (named) return { ...theirs, orderId: named.id, caseId: null, matchedBy: 'number' }
  return { ...theirs, orderId: null, caseId: null, matchedBy: null, suggestedId: await onlyOpen(db, found, now) }
}

/** What the mail of ours was about that this answers. */
async function findAnswered(db: Reads, mail: MailToMatch): Promise<Pick<StaffMail, 'orderId' | 'caseId'> | null> {
  const reply = mail.reply ? await replyById(db, mail.reply) : await namedInHead(db, mail)
  if (!reply) return null
  // A case may have been opened, or an order chosen, after we wrote.
  const [first] = reply.mailId ? await db.select().from(mails).where(eq(mails.id, reply.mailId)) : []
  return { orderId: reply.orderId ?? first?.orderId ?? null, caseId: reply.caseId ?? first?.caseId ?? null }
}

/** Some programs answer the sender, not the address for answers: then it must be who we wrote to. */
async function namedInHead(db: Reads, { answersOurs, from, isDoubtful }: MailToMatch): Promise<MailReply | null> {
  if (answersOurs.length === 0 || isDoubtful) return null
  const its = and(inArray(mailReplies.id, [...answersOurs]), eq(mailReplies.to, from.address))
  const [found] = await db.select().from(mailReplies).where(its).orderBy(desc(mailReplies.writtenAt)).limit(1)
  return found ?? null
}

async function replyById(db: Reads, id: string): Promise<MailReply | null> {
  const [found] = await db.select().from(mailReplies).where(eq(mailReplies.id, id))
  return found ?? null
}

async function onlyOpen(db: Reads, orders: readonly Order[], now: Date): Promise<string | null> {
  if (orders.length === 0) return null
  const ids = orders.map(({ id }) => id)
  const asked = await db.select().from(purchaseOrders).where(inArray(purchaseOrders.orderId, ids))
  const [only, second] = openOrders(orders, asked, now)
  return only && !second ? only.id : null
}
