import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import type { CarrierEvent } from '../kernel/shapes/storefront.ts'
import { shipments } from '../shipments/tables.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { linkedOrder } from './linked-order.ts'
import { fulfilments } from './tables.ts'

type Parts = { db: Db; linked: LinkedStores }

/** Tells an order's store what carriers said of the parcels that it holds: that they have them, and that they came. */
export function tellEvents({ db, linked }: Parts): TaskKind {
  return {
    async run({ subject, mustHold }) {
      const found = await linkedOrder(db, linked, subject)
      if (!found?.storefront.addEvent) return
      for (const event of await eventsOf(db, subject)) {
        mustHold()
        await found.storefront.addEvent(found.link, event)
      }
    },
  }
}

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
