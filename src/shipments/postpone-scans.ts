import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { dueAt } from '../suppliers/calendar.ts'
import { termsWithClosures } from '../suppliers/in-force.ts'
import { formerNumbers, type Shipment, shipments } from './tables.ts'

export const PostponeScans = z.object({ purchaseOrder: z.uuid() })

/**
 * Gives the first scans of a purchase order's parcels the time that closures agreed since then take away. None is due
 * earlier than it was.
 */
export async function postponeScans(verb: Verb, input: z.infer<typeof PostponeScans>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  if (po.deliveredAt) return { text: `${po.number} is delivered.`, outcome: 'unchanged' }
  const { scan, calendar } = await termsWithClosures(verb.db, po)
  const waiting = and(
    eq(shipments.purchaseOrderId, po.id),
    isNotNull(shipments.scanBy),
    isNull(shipments.scannedAt),
    isNull(shipments.deliveredAt),
  )
  let moved = 0
  for (const parcel of await verb.db.select().from(shipments).where(waiting)) {
    const scanBy = dueAt(scan, calendar, await countedFrom(verb.db, parcel))
    if (!parcel.scanBy || scanBy <= parcel.scanBy) continue
    await verb.db.update(shipments).set({ scanBy }).where(eq(shipments.id, parcel.id))
    await verb.record('shipment.postponed', po.id, {
      ...{ orderId: po.orderId, number: po.number, shipmentId: parcel.id },
      ...{ carrier: parcel.carrierName, tracking: parcel.number, scanBy: scanBy.toISOString() },
    })
    moved++
  }
  return { text: `${moved} scans of ${po.number} are due later.`, outcome: moved > 0 ? 'postponed' : 'unchanged' }
}

/** Another number has another clock: it began with the last correction. */
async function countedFrom(db: Reads, { id, number, recordedAt }: Shipment): Promise<Date> {
  const corrected = await db
    .select()
    .from(formerNumbers)
    .where(eq(formerNumbers.shipmentId, id))
    .orderBy(desc(formerNumbers.replacedAt))
  return corrected.find(one => one.number !== number)?.replacedAt ?? recordedAt
}
