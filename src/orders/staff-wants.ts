import { createHash } from 'node:crypto'
import { SHIP_TO_FIELDS, type ShipTo } from './incoming-order.ts'
import type { OrderLine, ShipToRow } from './tables.ts'

type Wanted = Pick<OrderLine, 'quantity' | 'toldQuantity'>

/**
 * How many pieces of a line are wanted when its store tells of it: what staff want instead holds until the store tells
 * another quantity than it did then. Pure.
 */
export function wantedOf(told: { quantity: number }, old: Wanted | null): Wanted {
  const holds = old !== null && old.toldQuantity !== null && old.toldQuantity === told.quantity
  return holds
    ? { quantity: old.quantity, toldQuantity: old.toldQuantity }
    : { quantity: told.quantity, toldQuantity: null }
}

/** The ship-to that a store tells, or null where staff changed the very one it tells again: then theirs holds. Pure. */
export function shipToTold(told: ShipTo | null, before: ShipToRow | null): ShipTo | null {
  return told && before?.told === faceOf(told) ? null : told
}

/** A ship-to as a fingerprint, to know it again without keeping it. */
export function faceOf(shipTo: ShipTo): string {
  return createHash('sha256')
    .update(JSON.stringify(SHIP_TO_FIELDS.map(field => shipTo[field])))
    .digest('hex')
}
