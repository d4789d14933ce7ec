import { asc, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { linesOf, shipToOf } from '../orders/load-order.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/tables.ts'
import { asSent } from '../purchase-orders/details.ts'
import type { OpenLine } from '../purchase-orders/split.ts'
import type { Share } from '../purchase-orders/still-wanted.ts'
import {
  type Change,
  changes,
  type Offer,
  offers,
  type PurchaseOrder,
  type PurchaseOrderLine,
  purchaseOrderLines,
  purchaseOrders,
} from '../purchase-orders/tables.ts'
import { findStillWanted } from '../shipments/find-still-wanted.ts'
import { type Shipment, shipmentLines, shipments } from '../shipments/tables.ts'
import { type Store, stores } from '../stores/tables.ts'
import { type Supplier, suppliers } from '../suppliers/tables.ts'
import { routingOf } from './open-lines.ts'

export type Parcel = Shipment & { pieces: ReadonlyMap<string, number> }

/** A line as it was sent, and as the order has it now; how many pieces are asked of this supplier and are in parcels. */
export type LineView = {
  line: OrderLine
  now: OrderLine
  pin: PurchaseOrderLine
  asked: number
  shipped: number
} & Share

export type PurchaseOrderView = {
  po: PurchaseOrder
  supplier: Supplier
  lines: readonly LineView[]
  /** The shipping method as the order has it now. */
  methodNow: string | null
  parcels: readonly Parcel[]
  changes: readonly Change[]
  offers: readonly Offer[]
}

/** An order as cards show it. Of the ship-to only city and country: the rest is opened privately. */
export type OrderView = {
  order: Order
  store: Store
  lines: readonly OrderLine[]
  city: string | null
  country: string | null
  purchaseOrders: readonly PurchaseOrderView[]
  /** Lines no live purchase order asks for, with whether anybody supplies them. */
  open: readonly (OpenLine & { takers: number })[]
}

export async function orderView(db: Reads, orderId: string): Promise<OrderView> {
  const [row] = await db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(eq(orders.id, orderId))
  if (!row) throw new Error(`order ${orderId} is not here`)
  const shipTo = await shipToOf(db, orderId)
  const { open, route } = await routingOf(db, orderId)
  return {
    ...row,
    lines: await linesOf(db, orderId),
    city: shipTo?.city ?? null,
    country: shipTo?.country ?? null,
    purchaseOrders: await purchaseOrderViews(db, orderId),
    open: open.map(line => ({ ...line, takers: route(line).length })),
  }
}

/** One purchase order of an order, as cards show it. */
export async function purchaseOrderView(db: Reads, po: PurchaseOrder): Promise<PurchaseOrderView> {
  const view = (await purchaseOrderViews(db, po.orderId)).find(one => one.po.id === po.id)
  if (!view) throw new Error(`${po.number} is not among its order’s`)
  return view
}

async function purchaseOrderViews(db: Reads, orderId: string): Promise<readonly PurchaseOrderView[]> {
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers, methodNow: orders.method })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(eq(purchaseOrders.orderId, orderId))
    .orderBy(asc(purchaseOrders.draftedAt), asc(purchaseOrders.number))
  const ids = rows.map(({ po }) => po.id)
  if (ids.length === 0) return []
  const pinned = await db
    .select({ pin: purchaseOrderLines, line: orderLines })
    .from(purchaseOrderLines)
    .innerJoin(orderLines, eq(orderLines.id, purchaseOrderLines.orderLineId))
    .where(inArray(purchaseOrderLines.purchaseOrderId, ids))
    .orderBy(asc(purchaseOrderLines.position), asc(purchaseOrderLines.orderLineId))
  const parcels = await parcelsOf(db, ids)
  const still = await findStillWanted(db, [orderId])
  const asked = await db
    .select()
    .from(changes)
    .where(inArray(changes.purchaseOrderId, ids))
    .orderBy(asc(changes.requestedAt), asc(changes.id))
  const offered = await db
    .select()
    .from(offers)
    .where(inArray(offers.purchaseOrderId, ids))
    .orderBy(asc(offers.offeredAt), asc(offers.id))
  return rows.map(({ po, supplier, methodNow }) => {
    const own = parcels.filter(parcel => parcel.purchaseOrderId === po.id)
    const lines = pinned
      .filter(({ pin }) => pin.purchaseOrderId === po.id)
      .map(({ pin, line }) => ({
        line: asSent(line, pin),
        now: line,
        pin,
        asked: pin.quantity,
        shipped: piecesIn(own, line.id),
        ...still.of(po.id, line.id),
      }))
    const ownChanges = asked.filter(change => change.purchaseOrderId === po.id)
    return {
      po,
      supplier,
      lines,
      methodNow,
      parcels: own,
      changes: ownChanges,
      offers: offered.filter(one => one.purchaseOrderId === po.id),
    }
  })
}

/** The parcels of purchase orders, the first recorded first. */
export async function parcelsOf(db: Reads, purchaseOrderIds: readonly string[]): Promise<readonly Parcel[]> {
  if (purchaseOrderIds.length === 0) return []
  const rows = await db
    .select()
    .from(shipments)
    .where(inArray(shipments.purchaseOrderId, [...purchaseOrderIds]))
    .orderBy(asc(shipments.recordedAt), asc(shipments.number))
  if (rows.length === 0) return []
  const inside = await db
    .select()
    .from(shipmentLines)
    .where(
      inArray(
        shipmentLines.shipmentId,
        rows.map(row => row.id),
      ),
    )
  return rows.map(row => {
    const own = inside.filter(line => line.shipmentId === row.id)
    return { ...row, pieces: new Map(own.map(line => [line.orderLineId, line.quantity])) }
  })
}

function piecesIn(parcels: readonly Parcel[], lineId: string): number {
  return parcels.reduce((sum, parcel) => sum + (parcel.pieces.get(lineId) ?? 0), 0)
}
