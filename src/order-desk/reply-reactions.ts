import type { Reaction } from '../kernel/asking/reaction.ts'
import { answeredCard, decidedCard, takenBackCard } from './offer-card.ts'
import { redrawOrder, viewOf } from './redraw-order.ts'
import { postNeedsRouting } from './routing-reactions.ts'

/** Staff read what a supplier answered by line, and have a way on from it: who else ships what it can't, yes or no to an offer. */
export const tellPiecesAnswered: Reaction<'purchase_order.answered'> = async (speech, { id, about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const rooms = await speech.staffRooms('alerts')
  const card = answeredCard(view, one, { ...data, by: speech.actor.name })
  await speech.post({ kind: 'answered', subject: `${about}/${id}` }, rooms, card)
  for (const offer of one.offers.filter(offer => data.offers.includes(offer.id)))
    await speech.post({ kind: 'offer', subject: offer.id }, rooms, 'later')
  redrawOrder(speech, data.orderId)
  if (data.declines && view.open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
}

/** An edit notifies nobody: what is no longer to be packed is a message of its own. */
export const tellTakenBack: Reaction<'purchase_order.taken_back'> = async (speech, { id, about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  const card = takenBackCard(one, data.number, data.what)
  await speech.post(
    { kind: 'taken-back', subject: `${about}/${id}` },
    await speech.supplierRooms(one.supplier.id),
    card,
  )
}

export const tellDecided: Reaction<'offer.decided'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  const card = decidedCard(one, data.number, data.what, data.accepted)
  await speech.post({ kind: 'offer-decided', subject: data.offerId }, await speech.supplierRooms(one.supplier.id), card)
}
