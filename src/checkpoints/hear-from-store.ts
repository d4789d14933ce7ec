import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { fulfilments } from '../fulfilments/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { CarrierScan } from '../kernel/shapes/feed.ts'
import { orders } from '../orders/tables.ts'
import { type Shipment, shipments } from '../shipments/tables.ts'
import { findConnected } from '../stores/find-connected.ts'
import { hearScans } from './hear-scans.ts'
import { timeAtPlace } from './time-at-place.ts'

export const HearFromStore = z.object({
  /** Any of its names. */
  store: z.string().min(1),
  /** The store's ids of the order and of the fulfilment that the parcel is in. */
  order: z.string().min(1),
  fulfilment: z.string().min(1),
  scan: CarrierScan.omit({ number: true }),
})

/**
 * Takes what a store heard of a carrier that it asks itself. Its event names a fulfilment: where that has several parcels,
 * nobody can say which one is meant. What we sent the store ourselves comes back as well, and isn't the carrier's word.
 */
export async function hearFromStore(verb: Verb, input: z.infer<typeof HearFromStore>): Promise<Outcome> {
  const { store } = await findConnected(verb.db, input.store)
  const [parcel, ...more] = await parcelsIn(verb.db, { ...input, store: store.id })
  if (!parcel) return { text: 'It is of no parcel of ours.', outcome: 'ignored' }
  if (more.length > 0) return { text: 'It doesn’t say of which parcel.', outcome: 'ignored' }
  if (isOurs(parcel, input.scan)) return { text: 'That is known.', outcome: 'known' }
  return hearScans(verb, { feed: store.kind, scans: [{ ...input.scan, number: parcel.number }] })
}

type Named = { store: string; order: string; fulfilment: string }

async function parcelsIn(db: Reads, { store, order, fulfilment }: Named): Promise<readonly Shipment[]> {
  const found = await db
    .select({ parcel: shipments })
    .from(orders)
    .innerJoin(fulfilments, eq(fulfilments.orderId, orders.id))
    .innerJoin(shipments, eq(shipments.id, fulfilments.shipmentId))
    .where(
      and(
        eq(orders.storeId, store),
        eq(orders.externalId, order),
        // A parcel is in several where its pieces wait at several locations.
        sql`${fulfilment} = any(string_to_array(${fulfilments.externalId}, ' '))`,
      ),
    )
  return found.map(({ parcel }) => parcel)
}

/** Stores keep whole seconds. */
function isOurs(
  { scannedAt, deliveredAt, tagSince }: Shipment,
  { tag, at, place, country }: z.infer<typeof HearFromStore>['scan'],
) {
  const heard = timeAtPlace(at, { place, country })
  const known = tag === 'Delivered' ? [deliveredAt] : [scannedAt, tagSince]
  return heard !== null && known.some(one => one && Math.abs(one.getTime() - heard.getTime()) < 1_000)
}
