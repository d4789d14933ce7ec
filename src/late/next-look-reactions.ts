import { eq } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

/** What happens to a purchase order once it is sent: an answer in its late case, or its end. */
export type ClockEvents =
  | 'purchase_order.acknowledged'
  | 'purchase_order.promised'
  | 'purchase_order.postponed'
  | 'purchase_order.declined'
  | 'purchase_order.cancelled'
  | 'purchase_order.answered'
  | 'purchase_order.taken_back'
  | 'change.accepted'
  | 'shipment.recorded'
  | 'shipment.corrected'
  | 'shipment.postponed'
  | 'shipment.removed'
  | 'shipment.scanned'
  | 'shipment.delivered'
  | 'purchase_order.delivered'

/** For facts that start, move or stop a clock of a purchase order. */
export const lookAgain: Reaction<'purchase_order.sent' | ClockEvents> = async (speech, { about }) =>
  speech.later('look again', about, lookAgainAtThem, { alongside: true })

const lookAgainAtThem = (speech: Speech, purchaseOrders: readonly string[]) =>
  speech.ask('late.look_again', { purchaseOrders })

/**
 * What is no longer wanted of an order, or was shipped elsewhere, is not waited for, no matter what its suppliers
 * answer.
 */
export const lookAgainAtAll: Reaction<
  'order.cancelled' | 'order.deleted' | 'order.reopened' | 'order.released' | 'order.updated'
> = async (speech, { about }) => {
  const ids = await speech.read
    .select({ id: purchaseOrders.id })
    .from(purchaseOrders)
    .where(eq(purchaseOrders.orderId, about))
  for (const { id } of ids) speech.later('look again', id, lookAgainAtThem, { alongside: true })
}
