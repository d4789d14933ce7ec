import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Shipment, shipments } from './tables.ts'

/** A carrier tells late that a parcel was on its way back: what it called a delivery was to the sender. */
export async function takeDeliveryBack(
  verb: Verb,
  { id, orderId, number }: PurchaseOrder,
  parcel: Shipment,
): Promise<void> {
  const never = { deliveredAt: null }
  await verb.db.update(shipments).set(never).where(eq(shipments.id, parcel.id))
  await verb.db.update(purchaseOrders).set(never).where(eq(purchaseOrders.id, id))
  await verb.record('shipment.delivery_taken_back', id, {
    ...{ orderId, number, shipmentId: parcel.id, carrier: parcel.carrierName, tracking: parcel.number },
    at: (parcel.deliveredAt ?? verb.now).toISOString(),
  })
}
