import { eq } from 'drizzle-orm'
import { openCaseConversation } from '../cases/conversation.ts'
import { drawCase } from '../cases/draw-case.ts'
import { pingsFor } from '../cases/pings.ts'
import { toStaff, toSupplier } from '../cases/say-in-thread.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import { complaintView } from './complaint-view.ts'
import { unclaimedOf } from './follow-parcels.ts'
import { complaintKind } from './kind.ts'
import { complaints } from './tables.ts'
import * as say from './thread-messages.ts'

/** Posts the staff's card of a complaint; nothing else ever does. */
export const postComplaint: Reaction<'complaint.received'> = async (speech, { about }) => {
  await drawCase(speech, complaintKind, about, { staff: true })
}

/** Posts the supplier's card, with the conversation in its thread; nothing else ever does. */
export const askAboutComplaint: Reaction<'complaint.sent'> = async (speech, { about }) => {
  const view = await drawCase(speech, complaintKind, about, { supplier: true, calls: true })
  await openCaseConversation(speech, view, `Complaint ${view.one.number} of ${view.po.number}`)
}

export const tellComplaintAnswered: Reaction<'complaint.answered'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, complaintKind, about)
  await toStaff(
    speech,
    view,
    id,
    say.answered(view, data, { pings: await pingsFor(speech.read, 'owner', view.one), side: speech.actor.side }),
  )
}

export const askComplaintAgain: Reaction<'complaint.asked_again'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, complaintKind, about)
  await toSupplier(speech, view, id, say.askedAgain(view, data, await pingsFor(speech.read, 'supplier', view.one)))
}

export const warnOfClaim: Reaction<'complaint.claim_warned'> = async (speech, { id, about, data }) => {
  const view = await drawCase(speech, complaintKind, about)
  await toStaff(speech, view, id, say.claimWarned(view, data, await pingsFor(speech.read, 'owner', view.one)))
}

export const tellReplacementLost: Reaction<'complaint.replacement_lost'> = async (speech, { id, about, data }) => {
  const view = await complaintView(speech.read, about)
  await toStaff(speech, view, id, say.replacementLost(view, data, await pingsFor(speech.read, 'owner', view.one)))
}

/** A replacement that is not coming opens its complaint again. */
export const followReplacement: Reaction<'purchase_order.declined' | 'purchase_order.cancelled'> = async (
  speech,
  { name, about },
) => {
  const [own] = await speech.read
    .select({ caseId: complaints.caseId })
    .from(complaints)
    .where(eq(complaints.replacementId, about))
  const why = name === 'purchase_order.declined' ? 'declined' : 'cancelled'
  if (own) await speech.ask('complaint.replacement-lost', { case: own.caseId, replacement: about, why })
}

/** A replacement that another supplier sends from now on is not lost. */
export const followRerouted: Reaction<'purchase_order.rerouted'> = async (speech, { about, data }) => {
  const [own] = await speech.read
    .select({ caseId: complaints.caseId })
    .from(complaints)
    .where(eq(complaints.replacementId, about))
  if (!own) return
  await speech.ask('complaint.replacement-rerouted', { case: own.caseId, replacement: data.toId })
  await drawCase(speech, complaintKind, own.caseId)
}

/** A parcel on its way, or there, moves the clock of a claim. */
export const askToFollowParcels: Reaction<
  'shipment.recorded' | 'shipment.removed' | 'purchase_order.delivered' | 'change.accepted'
> = async (speech, { about }) => {
  const waiting = await unclaimedOf(speech.read, about)
  if (waiting.length === 0) return
  await speech.ask('complaint.recalculate', { purchaseOrder: about })
  for (const { one } of waiting) await drawCase(speech, complaintKind, one.id)
}

/** Draws the cards of a complaint as they are now. */
export const redrawComplaint: Reaction<'complaint.claimed'> = async (speech, { about }) => {
  await drawCase(speech, complaintKind, about)
}
