import { and, isNull, type Placeholder, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { amongNamed, amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { readingTogether } from '../kernel/ground/read-together.ts'
import type { Placeholders } from '../kernel/ground/statement.ts'
import { orders } from '../orders/tables.ts'
import { promisedBy } from '../purchase-orders/promised-by.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { askedRows, stillWantedIn } from '../shipments/find-still-wanted.ts'
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
  const ids = JSON.stringify(purchaseOrderIds)
  const [rows, asked] = await Promise.all([readRows(db, { ids }), readAsked(db, { ids })])
  const still = stillWantedIn(asked)
  const [pos, ordersById] = [byId(rows.pos), byId(rows.orders)]
  const [suppliersById, versions] = [byId(rows.suppliers), byId(rows.versions)]
  const parcels = Map.groupBy(rows.parcels, ({ purchaseOrderId }) => purchaseOrderId)
  const calendarOf = oneEach()
  return purchaseOrderIds.flatMap(id => {
    const po = pos.get(id)
    const [order, supplier] = [po && ordersById.get(po.orderId), po && suppliersById.get(po.supplierId)]
    if (!po || !order || !supplier) return []
    const milestones: Milestones = {
      ...po,
      promisedBy: po.promisedOn ? promisedBy(po.promisedOn, supplier.zone) : null,
      // Nobody waits any more for an order that was cancelled or deleted, no matter what its supplier answers.
      endedAt: po.cancelledAt ?? po.declinedAt ?? order.cancelledAt ?? order.deletedAt,
      unwanted: !still.any(po.id),
      // What was delivered needs no scan any more.
      parcels: parcels.get(po.id) ?? [],
    }
    return [{ po, milestones, calendar: calendarOf(po, supplier, versions.get(po.agreementId ?? '')?.terms) }]
  })
}

const their = (column: PgColumn, ids: Placeholder) =>
  sql`select ${column} from ${purchaseOrders} where ${amongNamed(purchaseOrders.id, ids)}`

const readRows = readingTogether(({ ids }: Placeholders<'ids'>) => ({
  pos: [purchaseOrders, amongNamed(purchaseOrders.id, ids)],
  orders: [orders, amongThose(orders.id, their(purchaseOrders.orderId, ids))],
  suppliers: [suppliers, amongThose(suppliers.id, their(purchaseOrders.supplierId, ids))],
  parcels: [shipments, and(amongNamed(shipments.purchaseOrderId, ids), isNull(shipments.deliveredAt))],
  versions: [agreements, amongThose(agreements.id, their(purchaseOrders.agreementId, ids))],
}))

const readAsked = readingTogether(({ ids }: Placeholders<'ids'>) =>
  askedRows(amongThose(purchaseOrders.orderId, their(purchaseOrders.orderId, ids))),
)

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map(row => [row.id, row]))

/** The calendar of the terms, the same object for the same terms: it is made ready for reckoning once. */
function oneEach() {
  const known = new Map<string, Calendar>()
  return ({ agreementId, supplierId }: PurchaseOrder, supplier: Supplier, terms: Terms | undefined): Calendar => {
    const key = agreementId ?? supplierId
    const calendar = known.get(key) ?? (terms ?? defaultTerms(supplier)).calendar
    known.set(key, calendar)
    return calendar
  }
}
