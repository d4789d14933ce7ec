import type { Reaction } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { noLongerAskedCard } from './change-card.ts'
import { redrawOrder, viewOf } from './redraw-order.ts'
import { shippedPastCard } from './shipped-past-card.ts'

export const askSupplier: Reaction<'change.requested'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  const rooms = await speech.supplierRooms(one.supplier.id)
  await speech.post({ kind: 'change', subject: data.changeId }, rooms, 'later')
  redrawOrder(speech, data.orderId)
}

/** An edit notifies nobody: that a question is over is a message of its own, as the question was. */
export const tellNoLongerAsked: Reaction<'change.withdrawn'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  const rooms = await speech.supplierRooms(one.supplier.id)
  await speech.post({ kind: 'change-withdrawn', subject: data.changeId }, rooms, noLongerAskedCard(one, data.what))
}

export const tellRefused: Reaction<'change.refused'> = async (speech, { about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const note = data.note ? ` — ${data.note}` : ''
  const card = noticeCard(`${data.number}: change refused`, `${one.supplier.name} refused: ${data.what}${note}`)
  const story = { label: 'Story', command: 'order.show', input: { order: view.order.id } }
  await speech.post({ kind: 'change-refused', subject: data.changeId }, await speech.staffRooms('alerts'), {
    ...card,
    buttons: [story],
  })
}

/** What shipped against an open change is a problem of today: the parcel can perhaps still be stopped. */
export const tellShippedPast: Reaction<'change.shipped_past'> = async (speech, { id, about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const card = shippedPastCard(view, one, data)
  await speech.post({ kind: 'shipped-past', subject: `${about}/${id}` }, await speech.staffRooms('alerts'), card)
}
