import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import { promisedBy } from '../purchase-orders/promised-by.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { findStillWanted } from '../shipments/find-still-wanted.ts'
import { shipments } from '../shipments/tables.ts'
import type { Calendar } from '../suppliers/calendar.ts'
import { agreements, type Supplier, suppliers } from '../suppliers/tables.ts'
import { defaultTerms, type Terms } from '../suppliers/terms.ts'
import type { Milestones } from './rules.ts'

/** A purchase order as the clock knows it, with the calendar of the terms it was sent under. */
export type ClockedOrder = { po: PurchaseOrder; milestones: Milestones; calendar: Calendar }

/** How purchase orders stand now, in the order named and in one look; those that are not here are left out. */
export async function readMilestones(db: Reads, purchaseOrderIds: readonly string[]): Promise<readonly ClockedOrder[]> {
  if (purchaseOrderIds.length === 0) return []
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers, terms: agreements.terms, order: orders })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .leftJoin(agreements, eq(agreements.id, purchaseOrders.agreementId))
    .where(inArray(purchaseOrders.id, [...purchaseOrderIds]))
  const parcels = await parcelsOf(
    db,
    rows.flatMap(({ po }) => (po.partlyShippedAt ? [po.id] : [])),
  )
  const still = await findStillWanted(
    db,
    rows.map(({ po }) => po.orderId),
  )
  const calendarOf = oneEach()
  const place = new Map(purchaseOrderIds.map((id, index) => [id, index]))
  rows.sort((a, b) => (place.get(a.po.id) ?? 0) - (place.get(b.po.id) ?? 0))
  return rows.map(({ po, supplier, terms, order }) => ({
    po,
    calendar: calendarOf(po, supplier, terms),
    milestones: {
      ...po,
      promisedBy: po.promisedOn ? promisedBy(po.promisedOn, supplier.zone) : null,
      // Nobody waits any more for an order that was cancelled or deleted, no matter what its supplier answers.
      endedAt: po.cancelledAt ?? po.declinedAt ?? order.cancelledAt ?? order.deletedAt,
      unwanted: !still.any(po.id),
      // What was delivered needs no scan any more.
      parcels: parcels.filter(parcel => parcel.purchaseOrderId === po.id),
    },
  }))
}

/** The calendar of the terms, the same object for the same terms: it is made ready for reckoning once. */
function oneEach() {
  const known = new Map<string, Calendar>()
  return ({ agreementId, supplierId }: PurchaseOrder, supplier: Supplier, terms: Terms | null): Calendar => {
    const key = agreementId ?? supplierId
    const calendar = known.get(key) ?? (terms ?? defaultTerms(supplier)).calendar
    known.set(key, calendar)
    return calendar
  }
}

async function parcelsOf(db: Reads, purchaseOrderIds: readonly string[]) {
  if (purchaseOrderIds.length === 0) return []
  const { purchaseOrderId, scanBy, scannedAt } = shipments
  return db
    .select({ purchaseOrderId, scanBy, scannedAt })
    .from(shipments)
    .where(and(inArray(purchaseOrderId, [...purchaseOrderIds]), isNull(shipments.deliveredAt)))
}
