import type { Reaction } from '../kernel/asking/reaction.ts'
import { followAll } from './new-order-reactions.ts'
import { postOrderCard, viewOfOrder } from './redraw-order.ts'
import { reopenedCard } from './reopened-card.ts'
import { postNeedsRouting } from './routing-reactions.ts'

/** What nobody was asked for goes on as a new order does; what suppliers were asked to stop is left to staff. */
export const followReopened: Reaction<'order.reopened'> = async (speech, { id, about, data }) => {
  await followAll(speech, [await viewOfOrder(speech, about)])
  const view = await viewOfOrder(speech, about)
  await postOrderCard(speech, view)
  if (view.open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
  const rooms = await speech.staffRooms('alerts')
  await speech.post({ kind: 'reopened', subject: `${about}/${id}` }, rooms, reopenedCard(view, data))
}
