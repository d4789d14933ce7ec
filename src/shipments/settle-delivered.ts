import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipments } from './tables.ts'
import { lastDelivery } from './times-without.ts'

/** Marks a purchase order delivered once nothing is left to ship and each of its parcels came. Whether it is now. */
export async function settleDelivered(verb: Verb, po: PurchaseOrder): Promise<boolean> {
  if (!canMovePurchaseOrder(po, 'deliver')) return false
  const at = lastDelivery(await verb.db.select().from(shipments).where(eq(shipments.purchaseOrderId, po.id)))
  if (!at) return false
  await verb.db.update(purchaseOrders).set({ deliveredAt: at }).where(eq(purchaseOrders.id, po.id))
  await recordDelivered(verb, po, at)
  return true
}

export function recordDelivered(verb: Verb, { id, orderId, number }: PurchaseOrder, at: Date): Promise<void> {
  return verb.record('purchase_order.delivered', id, { orderId, number, at: at.toISOString() })
}
