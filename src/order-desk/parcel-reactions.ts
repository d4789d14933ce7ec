import type { Reaction } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { count } from '../kernel/words/text.ts'
import { viewOf } from './redraw-order.ts'
import { tooManyCard } from './too-many-card.ts'

/** More than was asked for, or than the order wants by now, is nobody's *all is well*. */
export const tellTooMany: Reaction<'shipment.recorded'> = async (speech, { about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const card = tooManyCard(view, one, data)
  if (!card) return
  const key = { kind: 'too-many', subject: data.shipmentId }
  await speech.post(key, await speech.staffRooms('alerts'), card)
}

/** What a supplier takes back of what it said has shipped, the customer may have been notified already. */
export const tellRemoved: Reaction<'shipment.removed'> = async (speech, { about, data }) => {
  if (speech.actor.side !== 'supplier') return
  const { view } = await viewOf(speech, data.orderId, about)
  const why = data.why ? ` — ${data.why}` : ''
  const what = `${data.carrier} ${data.tracking} (${count(data.pieces, 'piece')})`
  const card = noticeCard(`${data.number}: a parcel was taken off`, `${speech.actor.name} took off ${what}${why}.`)
  const story = { label: 'Story', command: 'order.show', input: { order: view.order.id } }
  const key = { kind: 'parcel-removed', subject: data.shipmentId }
  await speech.post(key, await speech.staffRooms('alerts'), { ...card, tone: 'warning', buttons: [story] })
}
