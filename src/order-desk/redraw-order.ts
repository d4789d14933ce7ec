import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { changeCard } from './change-card.ts'
import { offerCard } from './offer-card.ts'
import { orderCard } from './order-card.ts'
import { type OrderView, orderView } from './order-view.ts'
import { purchaseOrderCard } from './purchase-order-card.ts'
import { declinedCard, needsRoutingCard } from './staff-cards.ts'

/** An order as it is now, read once until something else is asked. */
export function viewOfOrder({ once, read }: Speech, orderId: string): Promise<OrderView> {
  return once(`order ${orderId}`, () => orderView(read, orderId))
}

export async function viewOf(speech: Speech, orderId: string, purchaseOrderId: string) {
  const view = await viewOfOrder(speech, orderId)
  const one = view.purchaseOrders.find(({ po }) => po.id === purchaseOrderId)
  if (!one) throw new Error(`purchase order ${purchaseOrderId} is not of order ${orderId}`)
  return { view, one }
}

/** Redraws every card of an order, once, before we commit: all of them show the order as it is then. */
export function redrawOrder(speech: Speech, orderId: string): void {
  speech.later('redraw orders', orderId, redrawOrders)
}

async function redrawOrders(speech: Speech, orderIds: readonly string[]): Promise<void> {
  for (const id of orderIds) await redrawCards(speech, await viewOfOrder(speech, id))
}

async function redrawCards(speech: Speech, view: OrderView): Promise<void> {
  const { id } = view.order
  await speech.redraw({ kind: 'order', subject: id }, orderCard(view))
  await speech.redraw({ kind: 'needs-routing', subject: id }, needsRoutingCard(view))
  for (const one of view.purchaseOrders) {
    await speech.redraw({ kind: 'purchase-order', subject: one.po.id }, purchaseOrderCard(view, one))
    if (one.po.declinedAt) await speech.redraw({ kind: 'declined', subject: one.po.id }, declinedCard(view, one))
    for (const change of one.changes)
      await speech.redraw({ kind: 'change', subject: change.id }, changeCard(one, change))
    for (const offer of one.offers) await speech.redraw({ kind: 'offer', subject: offer.id }, offerCard(one, offer))
  }
}

/** For facts about an order. */
export const redrawThisOrder: Reaction<
  | 'order.held'
  | 'order.released'
  | 'order.deleted'
  | 'order.noted'
  | 'order.forwarded'
  | 'order.erased'
  | 'order.updated'
  | 'order.cancelled'
> = async (speech, { about }) => redrawOrder(speech, about)

/** For facts about a purchase order. */
export const redrawItsOrder: Reaction<
  | 'purchase_order.drafted'
  | 'purchase_order.acknowledged'
  | 'purchase_order.promised'
  | 'purchase_order.postponed'
  | 'purchase_order.cancelled'
  | 'purchase_order.taken_back'
  | 'offer.decided'
  | 'change.accepted'
  | 'change.refused'
  | 'change.shipped_past'
  | 'shipment.recorded'
  | 'shipment.corrected'
  | 'shipment.postponed'
  | 'shipment.removed'
  | 'shipment.scanned'
  | 'shipment.delivered'
  | 'purchase_order.delivered'
> = async (speech, { data }) => redrawOrder(speech, data.orderId)
