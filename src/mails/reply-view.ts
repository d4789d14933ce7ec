import { eq } from 'drizzle-orm'
import { withoutPersonal } from '../conversations/without-personal.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { shipToOf } from '../orders/load-order.ts'
import { orders } from '../orders/tables.ts'
import { mailDomain } from './mail-domain.ts'
import type { ReplyView } from './reply-card.ts'
import { type MailReply, mailReplies } from './tables.ts'

/** Null where it has been erased. */
export async function findReply(read: Reads, id: string): Promise<MailReply | null> {
  const [found] = await read.select().from(mailReplies).where(eq(mailReplies.id, id))
  return found ?? null
}

const NOBODY = { name: null, company: null, street: null, street2: null, postalCode: null, phone: null, email: null }

/** As a room may show it. */
export async function replyView(read: Reads, reply: MailReply): Promise<ReplyView> {
  const shipTo = reply.orderId ? await shipToOf(read, reply.orderId) : null
  const [order] = reply.orderId ? await read.select().from(orders).where(eq(orders.id, reply.orderId)) : []
  const to = order ? `the customer of ${order.number}` : `somebody at ${mailDomain({ address: reply.to })}`
  return { reply, to, words: withoutPersonal(reply.text, shipTo ?? NOBODY) }
}
