import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { shipToOf } from '../orders/load-order.ts'
import { dueAt } from '../suppliers/calendar.ts'
import { termsInForce } from '../suppliers/in-force.ts'
import { shipAllowance } from '../suppliers/rules.ts'
import type { Terms } from '../suppliers/terms.ts'
import type { LoadedPurchaseOrder } from './load-purchase-order.ts'
import { purchaseOrderLines } from './tables.ts'

export type DueTimes = { agreementId: string | null; acknowledgeBy: Date; shipBy: Date }

/** By when a purchase order is to be acknowledged and shipped if it is sent now, under the terms in force. */
export async function dueTimes(db: Reads, loaded: LoadedPurchaseOrder, now: Date): Promise<DueTimes> {
  const { id, terms } = await termsInForce(db, loaded.supplier.id)
  return { agreementId: id, ...(await timesUnder(db, loaded, terms, now)) }
}

/** The same under some terms, for a purchase order that was sent at a moment. */
export async function timesUnder(
  db: Reads,
  { po, order }: LoadedPurchaseOrder,
  terms: Terms,
  sentAt: Date,
): Promise<Omit<DueTimes, 'agreementId'>> {
  const lines = await db
    .select({ sku: purchaseOrderLines.sku })
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.purchaseOrderId, po.id))
  const destination = (await shipToOf(db, order.id))?.country ?? null
  return timesFor(terms, { skus: lines.map(({ sku }) => sku), method: order.method, destination }, sentAt)
}

/** The same of goods that are known. Pure. */
export function timesFor(
  terms: Terms,
  goods: Parameters<typeof shipAllowance>[1],
  sentAt: Date,
): Omit<DueTimes, 'agreementId'> {
  return {
    acknowledgeBy: dueAt(terms.acknowledge, terms.calendar, sentAt),
    shipBy: dueAt(shipAllowance(terms, goods), terms.calendar, sentAt),
  }
}
