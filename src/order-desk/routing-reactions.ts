import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { OrderView } from './order-view.ts'
import { viewOfOrder } from './redraw-order.ts'
import { needsRoutingCard } from './staff-cards.ts'

export const askForRouting: Reaction<'order.needs_routing'> = async (speech, { about }) =>
  postNeedsRouting(speech, await viewOfOrder(speech, about))

export async function postNeedsRouting(speech: Speech, view: OrderView): Promise<void> {
  const key = { kind: 'needs-routing', subject: view.order.id }
  await speech.post(key, await speech.staffRooms('orders'), needsRoutingCard(view))
}
