import { eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Reads } from '../kernel/ground/db.ts'
import { readTogether } from '../kernel/ground/read-together.ts'
import { orderLines, orders, shipTos } from '../orders/tables.ts'
import { changes, offers, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from '../shipments/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'

export type OrderRows = Awaited<ReturnType<typeof readOrderRows>>

/** All rows of an order, in one statement; those that have an order are in it. */
export async function readOrderRows(db: Reads, orderId: string) {
  const own = (column: PgColumn) => eq(column, orderId)
  const inIts = (column: PgColumn, ids: SQL) => sql`${column} in (${ids})`
  const its = (column: PgColumn) => sql`select ${column} from ${purchaseOrders} where ${own(purchaseOrders.orderId)}`
  const ofIts = (column: PgColumn) => inIts(column, its(purchaseOrders.id))
  const rows = await readTogether(db, {
    orders: [orders, own(orders.id)],
    stores: [stores, inIts(stores.id, sql`select ${orders.storeId} from ${orders} where ${own(orders.id)}`)],
    shipTos: [shipTos, own(shipTos.orderId)],
    lines: [orderLines, own(orderLines.orderId)],
    purchaseOrders: [purchaseOrders, own(purchaseOrders.orderId)],
    suppliers: [suppliers, inIts(suppliers.id, its(purchaseOrders.supplierId))],
    pins: [purchaseOrderLines, ofIts(purchaseOrderLines.purchaseOrderId)],
    parcels: [shipments, ofIts(shipments.purchaseOrderId)],
    inside: [
      shipmentLines,
      inIts(
        shipmentLines.shipmentId,
        sql`select ${shipments.id} from ${shipments} where ${ofIts(shipments.purchaseOrderId)}`,
      ),
    ],
    changes: [changes, ofIts(changes.purchaseOrderId)],
    offers: [offers, ofIts(offers.purchaseOrderId)],
  })
  return {
    ...rows,
    lines: sorted(rows.lines, ({ position }) => [position]),
    purchaseOrders: sorted(rows.purchaseOrders, ({ draftedAt, number }) => [draftedAt, number]),
    pins: sorted(rows.pins, ({ position, orderLineId }) => [position, orderLineId]),
    parcels: sorted(rows.parcels, ({ recordedAt, number }) => [recordedAt, number]),
    changes: sorted(rows.changes, ({ requestedAt, id }) => [requestedAt, id]),
    offers: sorted(rows.offers, ({ offeredAt, id }) => [offeredAt, id]),
  }
}

/** Lines of an order as purchase orders ask for them, the first drafted first. */
export function pinned({ purchaseOrders, pins, lines }: OrderRows) {
  return purchaseOrders.flatMap(po =>
    pins
      .filter(pin => pin.purchaseOrderId === po.id)
      .flatMap(pin => lines.filter(({ id }) => id === pin.orderLineId).map(now => ({ po, line: pin, now }))),
  )
}

type Sortable = Date | number | string

function sorted<Row>(rows: readonly Row[], by: (row: Row) => readonly Sortable[]): readonly Row[] {
  return rows.toSorted((a, b) => compare(by(a), by(b)))
}

function compare([a, ...restOfA]: readonly Sortable[], [b, ...restOfB]: readonly Sortable[]): number {
  if (a === undefined || b === undefined) return 0
  if (a < b) return -1
  return a > b ? 1 : compare(restOfA, restOfB)
}
