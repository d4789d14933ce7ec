import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'

/** Marks a purchase order cancelled; the caller tells its supplier. */
export async function cancelPurchaseOrder(verb: Verb, po: PurchaseOrder, reason: string | null): Promise<void> {
  mustMovePurchaseOrder(po, 'cancel')
  await verb.db.update(purchaseOrders).set({ cancelledAt: verb.now }).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.cancelled', po.id, { orderId: po.orderId, number: po.number, reason })
}
