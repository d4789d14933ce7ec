import { eq } from 'drizzle-orm'
import { staffKey } from '../cases/card-keys.ts'
import { drawCase } from '../cases/draw-case.ts'
import { kindOf } from '../cases/kind.ts'
import { pingsFor } from '../cases/pings.ts'
import { cases } from '../cases/tables.ts'
import type { CardKey, OwnReactions, Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { rooms } from '../kernel/ground/tables.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { caseMailCard } from './case-mail-card.ts'
import { customersCard } from './customers-card.ts'
import { findMail } from './load-mail.ts'
import { type MailView, mailView } from './mail-view.ts'
import { replyCard, unsentCard } from './reply-card.ts'
import { findReply, replyView } from './reply-view.ts'
import { type StrayAbout, strayCard } from './stray-card.ts'
import type { MailReply, StaffMail } from './tables.ts'

const mailKey = (mail: string) => ({ kind: 'mail', subject: mail })
/** The same mail in the thread of its case. */
const caseMailKey = (mail: string) => ({ kind: 'mail-of-case', subject: mail })
const replyKey = (reply: string) => ({ kind: 'mail-reply', subject: reply })

/** Posts the staff’s card of a mail: where it is about an open case, in the thread of that. Nothing else ever does. */
const postMail: Reaction<'mail.received'> = async (speech, { about }) => {
  const mail = await findMail(speech.read, about)
  if (!mail) return
  const view = mail.sentTo ? await mailView(speech.read, mail) : null
  if (view?.one && !view.one.closedAt) return inItsCase(speech, view, await pingsFor(speech.read, 'owner', view.one))
  const card = view ? customersCard(view) : await strayOf(speech, mail)
  await speech.post(mailKey(about), await speech.staffRooms('support'), card)
}

/** Draws it as it is now; once it is in a case, it is in the thread of that too. */
const redrawMail: Reaction<'mail.settled' | 'mail.matched'> = async (speech, { about }) => {
  const mail = await findMail(speech.read, about)
  if (!mail) return
  if (!mail.sentTo) return speech.redraw(mailKey(about), await strayOf(speech, mail))
  const view = await mailView(speech.read, mail)
  await speech.redraw(mailKey(about), customersCard(view))
  if (view.one && !view.one.closedAt) await inItsCase(speech, view)
  else await speech.redraw(caseMailKey(about), caseMailCard(view))
}

async function inItsCase(speech: Speech, view: MailView, pings: readonly Ping[] = []): Promise<void> {
  const { mail, one } = view
  if (!one) return
  await under(
    speech,
    { key: caseMailKey(mail.id), root: staffKey(one.id), card: caseMailCard(view, pings) },
    kindOf(one).room,
  )
}

/** Posts it in the thread of a card; in a room where that card isn’t, by itself. */
async function under(
  { post, standing, staffRooms }: Speech,
  { key, root, card }: { key: CardKey; root: CardKey; card: Card },
  purpose: Parameters<Speech['staffRooms']>[0] = 'support',
): Promise<void> {
  const there = new Set((await standing([root])).map(({ room }) => room.id))
  const all = await staffRooms(purpose)
  await post(
    key,
    all.filter(({ id }) => there.has(id)),
    card,
    root,
  )
  await post(
    key,
    all.filter(({ id }) => !there.has(id)),
    card,
  )
}

/** Puts what staff wrote to a customer in their own thread, as a record. */
const postReply: Reaction<'mail.answered'> = async (speech, { data }) => {
  const reply = await findReply(speech.read, data.replyId)
  if (!reply) return
  const card = replyCard(await replyView(speech.read, reply))
  await under(speech, { key: replyKey(reply.id), root: rootOf(reply), card }, await purposeOf(speech.read, reply))
  const mail = reply.mailId && (await findMail(speech.read, reply.mailId))
  if (mail) await redrawBoth(speech, await mailView(speech.read, mail))
}

async function redrawBoth(speech: Speech, view: MailView): Promise<void> {
  await speech.redraw(mailKey(view.mail.id), customersCard(view))
  await speech.redraw(caseMailKey(view.mail.id), caseMailCard(view))
}

const redrawReply: Reaction<'mail.sent' | 'mail.sent_again' | 'mail.unsent'> = async (speech, { about }) => {
  const reply = await findReply(speech.read, about)
  if (!reply) return
  const view = await replyView(speech.read, reply)
  await speech.redraw(replyKey(about), replyCard(view))
  await speech.redraw({ kind: 'mail-unsent', subject: about }, unsentCard(view, []))
}

/** An edit notifies nobody: that a mail did not arrive is a message of its own. */
const sayUnsent: Reaction<'mail.unsent'> = async (speech, { about }) => {
  const reply = await findReply(speech.read, about)
  if (!reply) return
  const { byChat, byUser, byName } = reply
  const pings = byChat && byUser ? [{ chat: byChat, user: byUser, name: byName }] : []
  const card = unsentCard(await replyView(speech.read, reply), pings)
  const key = { kind: 'mail-unsent', subject: about }
  await under(speech, { key, root: rootOf(reply), card }, await purposeOf(speech.read, reply))
}

const rootOf = ({ caseId, mailId, id }: MailReply) => (caseId ? staffKey(caseId) : mailKey(mailId ?? id))

async function purposeOf(read: Reads, { caseId }: MailReply) {
  const [one] = caseId ? await read.select().from(cases).where(eq(cases.id, caseId)) : []
  return one ? kindOf(one).room : 'support'
}

/** The card of a case says when its customer wrote. */
const redrawItsCase: Reaction<'customer.wrote'> = async (speech, { about }) => {
  const [one] = await speech.read.select().from(cases).where(eq(cases.id, about))
  if (one) await drawCase(speech, kindOf(one), one.id)
}

const strayOf = async (speech: Speech, mail: StaffMail) => strayCard(mail, await aboutOf(speech.read, mail))

async function aboutOf(read: Reads, { roomId, purchaseOrderId }: StaffMail): Promise<StrayAbout> {
  if (!roomId) return { supplier: null, number: null }
  const [found] = await read
    .select({ name: suppliers.name })
    .from(rooms)
    .innerJoin(suppliers, eq(suppliers.id, rooms.supplierId))
    .where(eq(rooms.id, roomId))
  const named = purchaseOrderId
    ? await read
        .select({ number: purchaseOrders.number })
        .from(purchaseOrders)
        .where(eq(purchaseOrders.id, purchaseOrderId))
    : []
  return { supplier: found?.name ?? null, number: named[0]?.number ?? null }
}

/** What follows for mails that staff decide on, and for what they write to customers. */
export const mailReactions = {
  'mail.received': [postMail],
  'mail.settled': [redrawMail],
  'mail.matched': [redrawMail],
  'mail.seen': [],
  'mail.answered': [postReply],
  'mail.sent': [redrawReply],
  'mail.sent_again': [redrawReply],
  'mail.unsent': [redrawReply, sayUnsent],
  'customer.wrote': [redrawItsCase],
} satisfies OwnReactions
