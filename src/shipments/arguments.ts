import type { ArgKind } from '../kernel/asking/command.ts'
import { completeCarriers, completeShipments } from './complete.ts'

/** A parcel of the purchase order named next to it, by its tracking number. */
export const aShipment: ArgKind = {
  name: 'shipment',
  complete: (db, actor, _typed, known) => completeShipments(db, actor, known.purchaseOrder),
  listed: true,
}

export const aCarrier: ArgKind = { name: 'carrier', complete: async (_db, _actor, typed) => completeCarriers(typed) }
