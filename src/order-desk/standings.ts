import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { ListPart } from '../kernel/ground/keyset.ts'
import { isOpenLine, orderLines, orders, shipTos } from '../orders/tables.ts'
import { changes, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from '../shipments/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { isSupplied } from './supplied.ts'
import type { StateView } from './words.ts'

/** An order as a line of a list tells it: how it stands, where it goes and who has it. */
export type Standing = Omit<StateView, 'purchaseOrders'> & {
  store: string
  city: string | null
  purchaseOrders: readonly (StateView['purchaseOrders'][number] & { supplier: string })[]
}

/** How the orders of a part of some stand. */
export async function standings(
  db: Reads,
  which: SQL | undefined,
  { where, orderBy, limit }: ListPart,
): Promise<readonly Standing[]> {
  const rows = await db
    .select({ order: orders, store: stores.name, city: shipTos.city })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .leftJoin(shipTos, eq(shipTos.orderId, orders.id))
    .where(and(which, where))
    .orderBy(...orderBy)
    .limit(limit)
  const ids = rows.map(({ order }) => order.id)
  if (ids.length === 0) return []
  const parts = await partsOf(db, ids)
  const open = await openLinesOf(db, ids)
  return rows.map(({ order, store, city }) => ({
    ...{ order, store, city },
    purchaseOrders: parts.filter(({ po }) => po.orderId === order.id),
    open: open.filter(({ orderId }) => orderId === order.id),
  }))
}

async function partsOf(db: Reads, orderIds: readonly string[]): Promise<Standing['purchaseOrders']> {
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers.name, change: changes })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .leftJoin(changes, eq(changes.purchaseOrderId, purchaseOrders.id))
    .where(inArray(purchaseOrders.orderId, [...orderIds]))
    .orderBy(
      asc(purchaseOrders.draftedAt),
      asc(purchaseOrders.number),
      asc(changes.requestedAt),
      asc(changes.kind),
      asc(changes.id),
    )
  const ids = [...new Set(rows.map(({ po }) => po.id))]
  const lines = ids.length > 0 ? await linesAsked(db, ids) : []
  return ids.flatMap(id => {
    const own = rows.filter(({ po }) => po.id === id)
    const [first] = own
    if (!first) return []
    return {
      ...{ po: first.po, supplier: first.supplier },
      changes: own.flatMap(({ change }) => change ?? []),
      lines: lines.filter(({ of }) => of === id),
    }
  })
}

/** The lines of purchase orders, with the pieces asked for and those in their parcels. */
function linesAsked(db: Reads, purchaseOrderIds: readonly string[]) {
  const { purchaseOrderId: of, orderLineId, quantity } = purchaseOrderLines
  const shipped = sql`(select coalesce(sum(${shipmentLines.quantity}), 0)::int from ${shipments}
    join ${shipmentLines} on ${shipmentLines.shipmentId} = ${shipments.id}
    where ${shipments.purchaseOrderId} = ${of} and ${shipmentLines.orderLineId} = ${orderLineId})`
  // Within another `sql` its columns keep the names of their tables.
  return db
    .select({ of, line: { id: orderLineId }, asked: quantity, shipped: sql`${shipped}`.mapWith(Number) })
    .from(purchaseOrderLines)
    .where(inArray(of, [...purchaseOrderIds]))
}

function openLinesOf(db: Reads, orderIds: readonly string[]) {
  return db
    .select({ orderId: orderLines.orderId, id: orderLines.id, takers: sql`${isSupplied}::int`.mapWith(Number) })
    .from(orderLines)
    .where(and(inArray(orderLines.orderId, [...orderIds]), isOpenLine))
}
