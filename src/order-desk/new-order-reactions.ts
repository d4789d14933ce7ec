import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { calledThere } from '../orders/not-taken.ts'
import { orderCard } from './order-card.ts'
import type { OrderView } from './order-view.ts'
import { viewOfOrder, viewsOfOrders } from './redraw-order.ts'
import { postNeedsRouting } from './routing-reactions.ts'

/** Posts the staff's card of a new order, and asks for routing where nobody supplies a line. */
export const postOrder: Reaction<'order.received'> = async (speech, { about }) =>
  speech.later('post new orders', about, postNewOrders)

async function postNewOrders(speech: Speech, ids: readonly string[]): Promise<void> {
  const views = await viewsOfOrders(speech, ids)
  const rooms = await speech.staffRooms('orders')
  for (const view of views) {
    const { order, store, open } = view
    await speech.post({ kind: 'order', subject: order.id }, rooms, orderCard(view))
    await speech.redraw(
      { kind: 'turned-away', subject: calledThere(store.id, order.externalId) },
      { ...noticeCard(notTaken(order.number), `It has come in since, as order ${order.number}.`), tone: 'good' },
    )
    if (open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
  }
  await forwardByThemselves(speech, views)
}

/** What waited for the money goes out once the store says that it is paid, where new orders go out by themselves. */
export const forwardPaid: Reaction<'order.released'> = async (speech, { about, data }) => {
  if (data.paid) await forwardByThemselves(speech, [await viewOfOrder(speech, about)])
}

async function forwardByThemselves(speech: Speech, views: readonly OrderView[]): Promise<void> {
  const ready = views.filter(
    ({ store, order, open }) => store.autoForwardAt && !order.heldAt && open.some(line => line.takers > 0),
  )
  if (ready.length > 0) await speech.ask('order.forward-new', { orders: ready.map(({ order }) => order.id) })
}

/** Who imports a file has its report: hundreds of old orders must not fill the room. */
export const tellTurnedAway: Reaction<'order.turned_away'> = async (speech, { about, data }) => {
  if (data.reported) return
  const summary = `Order ${data.number} of ${data.store} did not come in. ${data.why}`
  const card = noticeCard(notTaken(data.number), summary)
  await speech.post({ kind: 'turned-away', subject: about }, await speech.staffRooms('alerts'), card)
}

const notTaken = (number: string) => `Order ${number} was not taken`
