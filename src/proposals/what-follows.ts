import { subMinutes } from 'date-fns/subMinutes'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import { STAFF_ROOT } from '../conversations/open-conversation.ts'
import { type Utterance, utterances } from '../conversations/tables.ts'
import type { OwnReactions, Reaction, Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { isPicture } from '../kernel/ground/file-type.ts'
import { attachedFiles } from '../kernel/ground/load-file.ts'
import { messages } from '../kernel/ground/tables.ts'
import { viewsOfOrders } from '../order-desk/redraw-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { numbersIn } from '../shipments/carriers.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { trackingInMessage } from '../tracking-imports/tracking-in-message.ts'
import { confirmCard, type Proposal, proposalCard, proposedButtons, withoutDone } from './proposal-card.ts'
import { readSaid } from './read-said.ts'

/** Whose people write without buttons at hand. */
const MAIL = 'email'
const COMPLAINT = 'complaint'
/** Most answers of ours to one address within some minutes, so that two machines can’t go on writing to each other. */
const MOST_OFFERS = 5
const WITHIN = 10

/** What a supplier’s mail seems to say is offered to both sides as buttons; nothing is done by itself. */
const propose: Reaction<'conversation.said'> = async (speech, { about, data }) => {
  const [said] = await speech.read.select().from(utterances).where(eq(utterances.id, data.utteranceId))
  if (said?.side !== 'supplier' || said.chat !== MAIL || said.message === null) return
  const found = await read(speech.read, about, said)
  if (!found || proposedButtons(found.proposal).length === 0) return
  const { proposal, supplierId } = found
  const staff = proposalCard(said.name ?? 'the supplier', proposal)
  const root = { kind: STAFF_ROOT, subject: about }
  await speech.post({ kind: 'proposal', subject: said.id }, await speech.staffRooms('support'), staff, root)
  const offer = { kind: 'proposal-offer', subject: said.id }
  const room = (await speech.supplierRooms(supplierId)).find(({ id }) => id === said.roomId)
  const above = { kind: 'purchase-order', subject: proposal.po.id }
  if (room && (await offersLately(speech, room.id)) < MOST_OFFERS)
    await speech.post(offer, [room], confirmCard(supplierId, proposal), above)
}

type Found = { proposal: Proposal; supplierId: string }

async function read(read: Reads, caseId: string, said: Utterance): Promise<Found | null> {
  const [row] = await read
    .select({ po: purchaseOrders })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .where(eq(cases.id, caseId))
  if (!row) return null
  const { po } = row
  const { zone } = await supplierById(read, po.supplierId)
  const files = await attachedFiles(
    read,
    said.files.map(({ file }) => file),
  )
  const photos = files.filter(({ type }) => isPicture(type)).map(({ file }) => file)
  return {
    supplierId: po.supplierId,
    proposal: {
      po,
      said: readSaid(said.text, { zone, now: said.saidAt }),
      tracking: trackingIn(said, po.id),
      evidence: photos.length > 0 ? await evidenceFor(read, po.id, photos) : null,
    },
  }
}

function trackingIn({ text, files }: Utterance, purchaseOrder: string): Proposal['tracking'] {
  const attachments = files.map(({ file, name }) => ({ name, type: '', size: 0, from: file }))
  const opening = trackingInMessage({ text, attachments, purchaseOrder })
  const sheets = (opening.prefilledFiles.files ?? []).map(({ name, from }) => ({ file: from, name }))
  const count = numbersIn(text).length
  return count > 0 || sheets.length > 0 ? { ...opening, files: sheets, count } : null
}

async function evidenceFor(read: Reads, purchaseOrderId: string, files: readonly string[]) {
  const open = and(eq(cases.purchaseOrderId, purchaseOrderId), eq(cases.kind, COMPLAINT), isNull(cases.closedAt))
  const [one] = await read.select().from(cases).where(open).orderBy(desc(cases.openedAt)).limit(1)
  return one ? { case: one.id, number: one.number, files } : null
}

function offersLately({ read, now }: Speech, roomId: string): Promise<number> {
  const its = and(eq(messages.roomId, roomId), eq(messages.kind, 'proposal-offer'))
  return read.$count(messages, and(its, gt(messages.postedAt, subMinutes(now, WITHIN))))
}

/** What was offered is drawn again once somebody has done it, by whichever way: else two people press the same. */
const redrawOffers: Reaction<
  'purchase_order.acknowledged' | 'purchase_order.promised' | 'purchase_order.declined' | 'shipment.recorded'
> = async (speech, { data }) => speech.later('redraw what mails offered', data.orderId, redrawOffered)

async function redrawOffered(speech: Speech, orderIds: readonly string[]): Promise<void> {
  const views = await viewsOfOrders(speech, orderIds)
  const open = views.flatMap(({ openCases }) => openCases.map(({ id }) => id))
  if (open.length === 0) return
  const byMail = and(among(utterances.conversationId, open), eq(utterances.side, 'supplier'), eq(utterances.chat, MAIL))
  const said = await speech.read.select().from(utterances).where(byMail)
  for (const one of said) {
    const found = await read(speech.read, one.conversationId, one)
    if (!found) continue
    const { proposal, supplierId } = found
    const parcels = views.flatMap(({ purchaseOrders: all }) =>
      all.filter(({ po }) => po.id === proposal.po.id).flatMap(view => view.parcels.map(({ number }) => number)),
    )
    const left = withoutDone(proposal, { parcels, numbers: numbersIn(one.text) })
    const by = speech.actor.name
    await speech.redraw({ kind: 'proposal', subject: one.id }, proposalCard(one.name ?? 'the supplier', left, by))
    await speech.redraw({ kind: 'proposal-offer', subject: one.id }, confirmCard(supplierId, left, by))
  }
}

/** What follows for what mails seem to say. */
export const proposalReactions = {
  'conversation.said': [propose],
  'purchase_order.acknowledged': [redrawOffers],
  'purchase_order.promised': [redrawOffers],
  'purchase_order.declined': [redrawOffers],
  'shipment.recorded': [redrawOffers],
} satisfies OwnReactions
