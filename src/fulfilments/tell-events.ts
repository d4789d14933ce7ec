import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { CarrierTag } from '../kernel/shapes/feed.ts'
import type { CarrierEvent } from '../kernel/shapes/storefront.ts'
import { type Shipment, shipments } from '../shipments/tables.ts'
import { fulfilments } from './tables.ts'
import { type TellingParts, tellBesides } from './tell-besides.ts'

/** Tells an order's store what carriers said of its parcels: that they have them, how it goes, and that they came. */
export const tellEvents = (telling: TellingParts): TaskKind =>
  tellBesides('events', telling, async ({ storefront, link, order }, { mustHold }) => {
    if (!storefront.addEvent) return
    for (const event of await eventsOf(telling.db, order.id)) {
      mustHold()
      await storefront.addEvent(link, event)
    }
  })

async function eventsOf(db: Reads, order: string): Promise<readonly CarrierEvent[]> {
  const held = await db
    .select({ parcel: shipments, fulfilment: fulfilments.externalId })
    .from(fulfilments)
    .innerJoin(shipments, eq(shipments.id, fulfilments.shipmentId))
    .where(and(eq(fulfilments.orderId, order), isNotNull(fulfilments.externalId)))
    .orderBy(asc(shipments.recordedAt), asc(shipments.id))
  return held.flatMap(({ parcel, fulfilment }) => {
    const { carrier: code, carrierName: name, scannedAt, deliveredAt, tagSince } = parcel
    const of = { fulfilment: fulfilment ?? '', carrier: { code, name }, message: null, city: null, country: null }
    const standing = deliveredAt ? null : newsOf(parcel)
    return [
      ...(scannedAt ? [{ ...of, status: 'picked_up' as const, at: scannedAt }] : []),
      ...(standing && tagSince ? [{ ...of, status: standing, at: tagSince, message: parcel.says }] : []),
      ...(deliveredAt ? [{ ...of, status: 'delivered' as const, at: deliveredAt }] : []),
    ]
  })
}

const STANDINGS: Partial<Record<CarrierTag, CarrierEvent['status']>> = {
  ...{ OutForDelivery: 'out_for_delivery', AttemptFail: 'attempted', AvailableForPickup: 'ready_for_pickup' },
}

/** What became of it since its first scan; null where there is none. Pure. */
function newsOf({ tag, detail, scannedAt, tagSince }: Shipment): CarrierEvent['status'] | null {
  if (tag === 'InTransit') return scannedAt && tagSince && tagSince > scannedAt ? 'in_transit' : null
  if (tag === 'Exception') return detail === null || detail === 'customs' ? 'delayed' : 'failed'
  return (tag && STANDINGS[tag]) ?? null
}
