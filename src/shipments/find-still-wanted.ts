import { asc, eq, inArray, sum } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { ownShare, type Share, shareOut } from '../purchase-orders/still-wanted.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import { shipmentLines, shipments } from './tables.ts'

const NOTHING: Share = { wanted: 0, still: 0 }

/** What is still wanted of the purchase orders of some orders; of what they do not ask for, and of dead ones, nothing. */
export type StillWanted = {
  of(purchaseOrderId: string, lineId: string): Share
  /** Whether any piece of it is still to be shipped. */
  any(purchaseOrderId: string): boolean
}

/** In one look, however many orders. Of an order that was cancelled or deleted, nothing more is to be shipped. */
export async function findStillWanted(db: Reads, orderIds: readonly string[]): Promise<StillWanted> {
  if (orderIds.length === 0) return { of: () => NOTHING, any: () => false }
  const rows = await db
    .select({ po: purchaseOrders, line: orderLines, asked: purchaseOrderLines.quantity, order: orders })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(orderLines, eq(orderLines.id, purchaseOrderLines.orderLineId))
    .where(inArray(orders.id, [...new Set(orderIds)]))
    .orderBy(asc(purchaseOrders.draftedAt), asc(purchaseOrders.number))
  const shipped = await shippedOf(db, [...new Set(rows.map(({ po }) => po.id))])
  const shares = new Map<string, Share>()
  const live = rows
    .filter(({ po }) => isLive(po))
    .map(row => ({
      ...{ ...row, key: `${row.po.id}/${row.line.id}` },
      own: {
        ...{ id: row.po.id, asked: row.asked, acknowledged: row.po.acknowledgedAt !== null },
        shipped: shipped.get(`${row.po.id}/${row.line.id}`) ?? 0,
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

/** Pieces in parcels, by purchase order and line. */
async function shippedOf(db: Reads, purchaseOrderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (purchaseOrderIds.length === 0) return new Map()
  const rows = await db
    .select({
      po: shipments.purchaseOrderId,
      line: shipmentLines.orderLineId,
      quantity: sum(shipmentLines.quantity).mapWith(Number),
    })
    .from(shipmentLines)
    .innerJoin(shipments, eq(shipments.id, shipmentLines.shipmentId))
    .where(inArray(shipments.purchaseOrderId, [...purchaseOrderIds]))
    .groupBy(shipments.purchaseOrderId, shipmentLines.orderLineId)
  return new Map(rows.map(({ po, line, quantity }) => [`${po}/${line}`, quantity]))
}
