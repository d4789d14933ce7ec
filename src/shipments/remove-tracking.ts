import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { leftOf } from './left.ts'
import { pickParcel } from './pick-parcel.ts'
import { recordDelivered } from './settle-delivered.ts'
import { removedShipments, shipmentLines, shipments } from './tables.ts'
import { timesWithout } from './times-without.ts'

export const RemoveTracking = z.object({
  purchaseOrder: z.string().min(1),
  /** The tracking number, or the parcel's id. */
  shipment: z.string().trim().min(1),
  why: truncated(500).optional(),
})

/** Takes a parcel off a purchase order that it was never for. It stays on record; state and clocks are as before it came. */
export async function removeTracking(verb: Verb, input: z.infer<typeof RemoveTracking>): Promise<Outcome> {
  const { db, now, actor } = verb
  const { po } = await loadPurchaseOrder(db, actor, input.purchaseOrder)
  const { id, ...parcel } = await pickParcel(db, po, input.shipment)
  const inside = await db.select().from(shipmentLines).where(eq(shipmentLines.shipmentId, id))
  const pieces = Object.fromEntries(inside.map(({ orderLineId, quantity }) => [orderLineId, quantity]))
  const why = input.why ?? null
  await db.insert(removedShipments).values({ ...parcel, id, pieces, removedAt: now, removedBy: actor.name, why })
  await db.delete(shipmentLines).where(eq(shipmentLines.shipmentId, id))
  await db.delete(shipments).where(eq(shipments.id, id))
  const rest = await db.select().from(shipments).where(eq(shipments.purchaseOrderId, po.id))
  const left = (await leftOf(db, po.id)).reduce((sum, line) => sum + line.left, 0)
  const times = timesWithout(po, parcel, rest, left === 0)
  await db.update(purchaseOrders).set(times).where(eq(purchaseOrders.id, po.id))
  await verb.record('shipment.removed', po.id, {
    ...{ orderId: po.orderId, number: po.number, shipmentId: id },
    ...{ carrier: parcel.carrierName, tracking: parcel.number, why },
    pieces: inside.reduce((sum, line) => sum + line.quantity, 0),
  })
  // Only the parcel that was taken off had not come.
  if (times.deliveredAt && !po.deliveredAt) await recordDelivered(verb, po, times.deliveredAt)
  const still = left > 0 ? ` ${count(left, 'piece')} of it ${left === 1 ? 'is' : 'are'} still to ship.` : ''
  return { text: `${parcel.carrierName} ${parcel.number} was taken off ${po.number}. It stays on record.${still}` }
}
