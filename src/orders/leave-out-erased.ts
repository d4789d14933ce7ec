import { type Erased, findErasure } from '../erasures/find-erasure.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { IncomingOrder, ShipTo } from './incoming-order.ts'

/** An order as its store sent it, without what was erased of its customer. */
export type ToldOrder = IncomingOrder & { erased?: Erased }

/**
 * What a store says of an order, without what was erased of its customer before: no late webhook, import or reconciliation
 * brings it back.
 * @returns null where all of the store's data was erased after this was said: then nothing of it is taken.
 */
export async function leaveOutErased(db: Reads, incoming: IncomingOrder): Promise<ToldOrder | null> {
  const erased = await findErasure(db, incoming)
  if (!erased) return incoming
  return erased.store && incoming.updatedAt <= erased.store ? null : without(incoming, erased)
}

/** The country stays: taxes and the carrier's rules follow from it, and it names nobody. Pure. */
function without(incoming: IncomingOrder, erased: Erased): ToldOrder {
  const { shipTo, lines } = incoming
  const address = erased.address && shipTo && { shipTo: { ...NOWHERE, country: shipTo.country } }
  const words = erased.words && {
    ...{ note: null, cancelReason: null },
    lines: lines.map(line => ({ ...line, options: null })),
  }
  return { ...incoming, ...address, ...words, erased }
}

const NOWHERE: ShipTo = {
  ...{ name: null, company: null, street: null, street2: null, city: null },
  ...{ region: null, postalCode: null, country: null, phone: null, email: null },
}

/** When its parts were erased, for the row of a new order. Pure. */
export function erasedTimes({ erased }: ToldOrder) {
  return erased && { erasedAt: erased.address ? erased.at : null, wordsErasedAt: erased.words ? erased.at : null }
}
