import { and, eq } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { among } from '../kernel/ground/among.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { newlyTaken } from '../orders/newly-taken.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { changeCard } from './change-card.ts'
import { offerCard } from './offer-card.ts'
import { orderCard } from './order-card.ts'
import { type OrderView, orderViews, viewOfNew } from './order-view.ts'
import { purchaseOrderCard } from './purchase-order-card.ts'
import { declinedCard, needsRoutingCard } from './staff-cards.ts'

/** An order as it is now, read once until something else is asked. */
export async function viewOfOrder(speech: Speech, orderId: string): Promise<OrderView> {
  const [view] = await viewsOfOrders(speech, [orderId])
  if (!view) throw new Error(`order ${orderId} is not here`)
  return view
}

/** Several orders as they are now, in that order. */
export function viewsOfOrders(speech: Speech, orderIds: readonly string[]): Promise<readonly OrderView[]> {
  return speech.once(`orders ${orderIds.join(' ')}`, async () => {
    const fresh = orderIds.flatMap(id => newlyTaken(speech, id) ?? [])
    return fresh.length === orderIds.length ? fresh.map(viewOfNew) : orderViews(speech.read, orderIds)
  })
}

export async function viewOf(speech: Speech, orderId: string, purchaseOrderId: string) {
  const view = await viewOfOrder(speech, orderId)
  const one = view.purchaseOrders.find(({ po }) => po.id === purchaseOrderId)
  if (!one) throw new Error(`purchase order ${purchaseOrderId} is not of order ${orderId}`)
  return { view, one }
}

/** Posts the staff's card of an order; nothing else ever posts it. */
export async function postOrderCard(speech: Speech, view: OrderView): Promise<void> {
  await speech.post({ kind: 'order', subject: view.order.id }, await speech.staffRooms('orders'), orderCard(view))
}

/** Puts up the card of an order that came in with a list, and redraws the cards of any other. */
export function putUpOrder(speech: Speech, orderId: string): void {
  speech.later('show listed orders', orderId, showListed)
  redrawOrder(speech, orderId)
}

async function showListed(speech: Speech, orderIds: readonly string[]): Promise<void> {
  for (const view of await viewsOfOrders(speech, orderIds)) if (view.order.listed) await postOrderCard(speech, view)
}

/** Redraws every card of an order, once, before we commit: all of them show the order as it is then. */
export function redrawOrder(speech: Speech, orderId: string): void {
  speech.later('redraw orders', orderId, redrawOrders, { alongside: true })
}

async function redrawOrders(speech: Speech, orderIds: readonly string[]): Promise<void> {
  for (const view of await viewsOfOrders(speech, orderIds)) await redrawCards(speech, view)
}

async function redrawCards(speech: Speech, view: OrderView): Promise<void> {
  const { id } = view.order
  await speech.redraw({ kind: 'order', subject: id }, () => orderCard(view))
  await speech.redraw({ kind: 'needs-routing', subject: id }, () => needsRoutingCard(view))
  for (const one of view.purchaseOrders) {
    await speech.redraw(purchaseOrderKey(one.po), () => purchaseOrderCard(view, one))
    if (one.po.declinedAt) await speech.redraw({ kind: 'declined', subject: one.po.id }, declinedCard(view, one))
    for (const change of one.changes)
      await speech.redraw({ kind: 'change', subject: change.id }, changeCard(one, change))
    for (const offer of one.offers) await speech.redraw({ kind: 'offer', subject: offer.id }, offerCard(one, offer))
  }
}

/** For facts about an order: what a person or its store does with it alone is seen on its card. */
export const redrawThisOrder: Reaction<
  | 'order.held'
  | 'order.released'
  | 'order.deleted'
  | 'order.reopened'
  | 'order.noted'
  | 'order.forwarded'
  | 'order.erased'
  | 'order.updated'
  | 'order.cancelled'
> = async (speech, { about, data }) => {
  if (speech.actor === waybill || ('listed' in data && data.listed)) redrawOrder(speech, about)
  else putUpOrder(speech, about)
}

/** An order with a case has its card. */
export const showItsOrder: Reaction<'case.opened'> = async (speech, { data }) =>
  speech.later('show orders of cases', data.orderId, async (last, ids) => {
    const isListed = and(among(orders.id, ids), eq(orders.listed, true))
    const listed = await last.read.select({ id: orders.id }).from(orders).where(isListed)
    if (listed.length > 0)
      await showListed(
        last,
        listed.map(({ id }) => id),
      )
  })

/** For facts about a purchase order, and for its cases: the main cards say which are open. */
export const redrawItsOrder: Reaction<
  | 'purchase_order.drafted'
  | 'purchase_order.acknowledged'
  | 'purchase_order.noted'
  | 'purchase_order.promised'
  | 'purchase_order.postponed'
  | 'purchase_order.cancelled'
  | 'purchase_order.taken_back'
  | 'offer.decided'
  | 'change.accepted'
  | 'change.refused'
  | 'change.withdrawn'
  | 'change.shipped_past'
  | 'shipment.recorded'
  | 'shipment.corrected'
  | 'shipment.postponed'
  | 'shipment.removed'
  | 'shipment.scanned'
  | 'shipment.delivered'
  | 'shipment.delivery_taken_back'
  | 'shipment.followed'
  | 'purchase_order.delivered'
  | 'case.opened'
  | 'case.closed'
  | 'case.reopened'
  | 'complaint.sent'
> = async (speech, { data }) => redrawOrder(speech, data.orderId)
