import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { ownShare, type Share, shareOut } from '../purchase-orders/still-wanted.ts'
import { type PurchaseOrder, purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from './tables.ts'

const NOTHING: Share = { wanted: 0, still: 0 }

/** What is still wanted of the purchase orders of some orders; of what they do not ask for, and of dead ones, nothing. */
export type StillWanted = {
  of(purchaseOrderId: string, lineId: string): Share
  /** Whether any piece of it is still to be shipped. */
  any(purchaseOrderId: string): boolean
}

/** Pieces of a line of a purchase order that are in its parcels. */
const shipped = sql`(select coalesce(sum(${shipmentLines.quantity}), 0) from ${shipmentLines}
  inner join ${shipments} on ${shipments.id} = ${shipmentLines.shipmentId}
  where ${shipments.purchaseOrderId} = ${purchaseOrders.id} and ${shipmentLines.orderLineId} = ${orderLines.id})`.mapWith(
  Number,
)

/** Lines that purchase orders ask for, each with its pieces in parcels: what `stillWanted` reckons with. */
type AskedLine = { po: PurchaseOrder; line: OrderLine; asked: number; order: Order; shipped: number }

/** In one look, however many orders. Of an order that was cancelled or deleted, nothing more is to be shipped. */
export async function findStillWanted(db: Reads, orderIds: readonly string[]): Promise<StillWanted> {
  if (orderIds.length === 0) return { of: () => NOTHING, any: () => false }
  const rows = await db
    .select({ po: purchaseOrders, line: orderLines, asked: purchaseOrderLines.quantity, order: orders, shipped })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(orderLines, eq(orderLines.id, purchaseOrderLines.orderLineId))
    .where(inArray(orders.id, [...new Set(orderIds)]))
    .orderBy(asc(purchaseOrders.draftedAt), asc(purchaseOrders.number))
  return stillWanted(rows)
}

/** The same of lines that are read already, the first drafted first. Pure. */
export function stillWanted(rows: readonly AskedLine[]): StillWanted {
  const shares = new Map<string, Share>()
  const live = rows
    .filter(({ po }) => isLive(po))
    .map(row => ({
      ...{ ...row, key: `${row.po.id}/${row.line.id}` },
      own: {
        ...{ id: row.po.id, asked: row.asked, acknowledged: row.po.acknowledgedAt !== null },
        shipped: row.shipped,
      },
    }))
  for (const { key, own } of live.filter(({ po }) => po.replaces)) shares.set(key, ownShare(own))
  for (const group of Map.groupBy(
    live.filter(({ po }) => !po.replaces),
    ({ line }) => line.id,
  ).values()) {
    const [first] = group
    if (!first) continue
    const given = shareOut(
      first.line,
      group.map(({ own }) => own),
    )
    for (const { key, po } of group) shares.set(key, given.get(po.id) ?? NOTHING)
  }
  const open = new Set<string>()
  for (const { key, order, po } of live) {
    const { wanted, still } = shares.get(key) ?? NOTHING
    if (order.cancelledAt ?? order.deletedAt) shares.set(key, { wanted, still: 0 })
    else if (still > 0) open.add(po.id)
  }
  return {
    of: (purchaseOrderId, lineId) => shares.get(`${purchaseOrderId}/${lineId}`) ?? NOTHING,
    any: purchaseOrderId => open.has(purchaseOrderId),
  }
}
