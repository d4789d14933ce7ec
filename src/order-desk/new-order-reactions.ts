import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { calledThere } from '../orders/not-taken.ts'
import { orderCard } from './order-card.ts'
import type { OrderView } from './order-view.ts'
import { viewOfOrder } from './redraw-order.ts'
import { postNeedsRouting } from './routing-reactions.ts'

/** Posts the staff's card of a new order, and asks for routing where nobody supplies a line. */
export const postOrder: Reaction<'order.received'> = async (speech, { about }) => {
  const view = await viewOfOrder(speech, about)
  await speech.post({ kind: 'order', subject: about }, await speech.staffRooms('orders'), orderCard(view))
  await speech.redraw(
    { kind: 'turned-away', subject: calledThere(view.store.id, view.order.externalId) },
    {
      ...noticeCard(notTaken(view.order.number), `It has come in since, as order ${view.order.number}.`),
      tone: 'good',
    },
  )
  if (view.open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
  await forwardByItself(speech, view)
}

/** What waited for the money goes out once the store says that it is paid, where new orders go out by themselves. */
export const forwardPaid: Reaction<'order.released'> = async (speech, { about, data }) => {
  if (data.paid) await forwardByItself(speech, await viewOfOrder(speech, about))
}

async function forwardByItself(speech: Speech, { order, store, open }: OrderView): Promise<void> {
  if (store.autoForwardAt && !order.heldAt && open.some(line => line.takers > 0))
    await speech.ask('order.forward', { order: order.id })
}

/** Who imports a file has its report: hundreds of old orders must not fill the room. */
export const tellTurnedAway: Reaction<'order.turned_away'> = async (speech, { about, data }) => {
  if (data.reported) return
  const summary = `Order ${data.number} of ${data.store} did not come in. ${data.why}`
  const card = noticeCard(notTaken(data.number), summary)
  await speech.post({ kind: 'turned-away', subject: about }, await speech.staffRooms('alerts'), card)
}

const notTaken = (number: string) => `Order ${number} was not taken`
