import { type Erased, findErasures } from '../erasures/find-erasures.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { IncomingOrder, ShipTo } from './incoming-order.ts'

/** An order as its store sent it, without what was erased of its customer. */
export type ToldOrder = IncomingOrder & { erased?: Erased }

/** What is answered of an order that a store tells of, though all its data was erased since. */
export const ERASED = {
  text: 'The data of its store was erased after this was said, so it is not taken.',
  outcome: 'unchanged',
}

/**
 * What a store says of its orders, without what was erased of their customers before: no late webhook, import or
 * reconciliation brings it back.
 * @returns null for one where all of the store's data was erased after this was said: then nothing of it is taken.
 */
export async function leaveOutErased(
  db: Reads,
  told: readonly IncomingOrder[],
): Promise<readonly (ToldOrder | null)[]> {
  const all = await findErasures(db, told[0]?.store.key ?? '', told)
  return told.map((incoming, at) => {
    const erased = all[at]
    if (!erased) return incoming
    return erased.store && incoming.updatedAt <= erased.store ? null : without(incoming, erased)
  })
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
  return { erasedAt: erased?.address ? erased.at : null, wordsErasedAt: erased?.words ? erased.at : null }
}
