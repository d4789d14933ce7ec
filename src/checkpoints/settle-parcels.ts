import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { moveEarlier } from '../shipments/move-earlier.ts'
import { recordDelivery } from '../shipments/record-delivery.ts'
import { recordScan } from '../shipments/record-scan.ts'
import { shipments } from '../shipments/tables.ts'
import { takeDeliveryBack } from '../shipments/take-delivery-back.ts'
import { type FoundParcel, findStandings } from './find-standings.ts'
import { sayable } from './sayable.ts'

/** Brings every parcel with one of these numbers to where it stands by all that was said. Answers how many there are. */
export async function settleParcels(verb: Verb, numbers: readonly string[]): Promise<number> {
  const found = await findStandings(verb.db, numbers)
  for (const one of found) {
    await recordTimes(verb, one)
    await noteStanding(verb, one)
  }
  return found.length
}

/** Its first scan and its delivery, by the carrier's own times, as if somebody had typed them. */
async function recordTimes(verb: Verb, { parcel: { id }, po, standing }: FoundParcel): Promise<void> {
  const { acceptedAt, deliveredAt, backAt } = standing
  if (!acceptedAt && !deliveredAt && !backAt) return
  // Another purchase order in the same parcel may have brought it here a moment ago.
  const [parcel] = await verb.db.select().from(shipments).where(eq(shipments.id, id))
  if (!parcel) return
  const named = { purchaseOrder: po.id, shipment: id }
  if (acceptedAt && !parcel.scannedAt) await recordScan(verb, { ...named, at: acceptedAt })
  if (deliveredAt && !parcel.deliveredAt) await recordDelivery(verb, { ...named, at: deliveredAt })
  // What people recorded stands: only the carrier's own word is corrected by it.
  if (!deliveredAt && backAt && parcel.deliveredAt?.getTime() === backAt.getTime())
    await takeDeliveryBack(verb, po, parcel)
  await moveEarlier(verb, po, parcel, { scannedAt: acceptedAt, deliveredAt })
}

async function noteStanding(verb: Verb, { parcel, po, shipTo, standing }: FoundParcel): Promise<void> {
  const { tag, detail, since, last } = standing
  if (!last) return
  const says = sayable(last, shipTo)
  const isElsewhere = tag !== parcel.tag || detail !== parcel.detail
  const isSince = since?.getTime() === parcel.tagSince?.getTime()
  if (!isElsewhere && isSince && says === parcel.says && last.at.getTime() === parcel.saidAt?.getTime()) return
  const stands = { tag, detail, tagSince: since, says, saidAt: last.at }
  await verb.db.update(shipments).set(stands).where(eq(shipments.id, parcel.id))
  // Not each step of the way is worth a redraw: the list of parcels has the last.
  if (!isElsewhere && tag !== null) return
  await verb.record('shipment.followed', po.id, {
    ...{ orderId: po.orderId, number: po.number, shipmentId: parcel.id },
    ...{ carrier: parcel.carrierName, tracking: parcel.number, tag, detail, says, at: last.at.toISOString() },
  })
}
