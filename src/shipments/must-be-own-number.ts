import { subDays } from 'date-fns/subDays'
import { and, eq, gt, ne } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { shipments } from './tables.ts'

/** Carriers give a number to another parcel after some months; until then it is one shipper's, days. */
export const OWN_DAYS = 90

/**
 * One parcel may hold several purchase orders of one supplier, and none of another's.
 * @throws Refusal when another supplier's parcel has that number; only staff learn whose it is.
 */
export async function mustBeOwnNumber(verb: Verb, supplierId: string, number: string): Promise<void> {
  const [taken] = await verb.db
    .select({ number: purchaseOrders.number })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .where(
      and(
        eq(shipments.number, number),
        ne(purchaseOrders.supplierId, supplierId),
        gt(shipments.recordedAt, subDays(verb.now, OWN_DAYS)),
      ),
    )
    .limit(1)
  if (taken) throw isAnothers(number, verb.actor.side === 'supplier' ? null : taken.number)
}

/** @param whose the purchase order whose parcel has it; null for who may not know */
export function isAnothers(number: string, whose: string | null): Refusal {
  const parcel = whose === null ? 'of another parcel' : `of a parcel of ${whose}`
  return new Refusal(`${number} is the number ${parcel} already. Compare it with the label.`, 'number')
}
