import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { CarrierEvent } from '../kernel/shapes/storefront.ts'
import { shipments } from '../shipments/tables.ts'
import { fulfilments } from './tables.ts'
import { type TellingParts, tellBesides } from './tell-besides.ts'

/** Tells an order's store what carriers said of the parcels that it holds: that they have them, and that they came. */
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
  return held.flatMap(({ parcel: { carrier: code, carrierName: name, scannedAt, deliveredAt }, fulfilment }) => {
    const of = { fulfilment: fulfilment ?? '', carrier: { code, name }, message: null, city: null, country: null }
    return [
      ...(scannedAt ? [{ ...of, status: 'picked_up' as const, at: scannedAt }] : []),
      ...(deliveredAt ? [{ ...of, status: 'delivered' as const, at: deliveredAt }] : []),
    ]
  })
}
