import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { OrderView } from './order-view.ts'
import { viewsOfOrders } from './redraw-order.ts'
import { needsRoutingCard } from './staff-cards.ts'

export const askForRouting: Reaction<'order.needs_routing'> = async (speech, { about }) =>
  speech.later('ask for routing', about, async (last, ids) => {
    for (const view of await viewsOfOrders(last, ids)) await postNeedsRouting(last, view)
  })

export async function postNeedsRouting(speech: Speech, view: OrderView): Promise<void> {
  const key = { kind: 'needs-routing', subject: view.order.id }
  await speech.post(key, await speech.staffRooms('orders'), needsRoutingCard(view))
}
