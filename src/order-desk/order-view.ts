import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { NewlyTaken } from '../orders/newly-taken.ts'
import type { Order, OrderLine } from '../orders/tables.ts'
import { asSent } from '../purchase-orders/details.ts'
import type { OpenLine } from '../purchase-orders/split.ts'
import type { Share } from '../purchase-orders/still-wanted.ts'
import type { Change, Offer, PurchaseOrder, PurchaseOrderLine } from '../purchase-orders/tables.ts'
import { stillWanted } from '../shipments/find-still-wanted.ts'
import type { Shipment } from '../shipments/tables.ts'
import type { Store } from '../stores/tables.ts'
import type { Supplier } from '../suppliers/tables.ts'
import { listingsFor, type Routing, routingAmong, routingIn } from './open-lines.ts'
import { type OrderRows, pinned, readOrderRows } from './order-rows.ts'

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
  /** The open cases that its supplier may know of. */
  shownCases: readonly Case[]
}

/** An order as cards show it. Of the ship-to only city and country: the rest is opened privately. */
export type OrderView = {
  order: Order
  store: Store
  lines: readonly OrderLine[]
  city: string | null
  country: string | null
  purchaseOrders: readonly PurchaseOrderView[]
  /** The first opened first. */
  openCases: readonly Case[]
  /** Lines no live purchase order asks for, with whether anybody supplies them. */
  open: readonly (OpenLine & { takers: number })[]
}

export async function orderView(db: Reads, orderId: string): Promise<OrderView> {
  const [view] = await orderViews(db, [orderId])
  if (!view) throw new Error(`order ${orderId} is not here`)
  return view
}

/** Several orders, in the order in which they are named. */
export async function orderViews(db: Reads, orderIds: readonly string[]): Promise<readonly OrderView[]> {
  const [all, listings] = await Promise.all([readOrderRows(db, orderIds), listingsFor(db, orderIds)])
  const routings = await routingIn(db, all, listings)
  return orderIds.flatMap(id => {
    const [rows, routing] = [all.get(id), routings.get(id)]
    return rows && routing ? [viewIn(rows, routing)] : []
  })
}

/** The same of one that came in just now, of which nothing but what it is made of is here. Pure. */
export function viewOfNew({ order, store, lines, shipTo, takers }: NewlyTaken): OrderView {
  const rows = { ...NOTHING_ELSE, orders: [order], stores: [store], lines, shipTos: shipTo ? [shipTo] : [] }
  return viewIn(rows, routingAmong(rows, takers))
}

const NOTHING_ELSE = {
  ...{ purchaseOrders: [], suppliers: [], pins: [], parcels: [], inside: [] },
  ...{ changes: [], offers: [], openCases: [], keptCases: [] },
}

function viewIn(rows: OrderRows, { open, route }: Routing): OrderView {
  const [order, store, shipTo] = [rows.orders[0], rows.stores[0], rows.shipTos[0]]
  if (!order || !store) throw new Error('an order has no store')
  return {
    ...{ order, store, lines: rows.lines.filter(line => line.quantity > 0) },
    city: shipTo?.city ?? null,
    country: shipTo?.country ?? null,
    purchaseOrders: viewsOf(rows, order),
    openCases: rows.openCases,
    open: open.map(line => ({ ...line, takers: route(line).length })),
  }
}

type Named = Pick<PurchaseOrder, 'id' | 'orderId'>

/** One purchase order of an order, as cards show it. */
export async function purchaseOrderView(db: Reads, po: Named): Promise<PurchaseOrderView> {
  const view = (await purchaseOrderViews(db, [po])).get(po.id)
  if (!view) throw new Error(`purchase order ${po.id} is not among its order’s`)
  return view
}

/** Several, by their id. */
export async function purchaseOrderViews(
  db: Reads,
  pos: readonly Named[],
): Promise<ReadonlyMap<string, PurchaseOrderView>> {
  const all = await readOrderRows(db, [...new Set(pos.map(({ orderId }) => orderId))])
  const views = [...all.values()].flatMap(rows => rows.orders.flatMap(order => viewsOf(rows, order)))
  const named = new Set(pos.map(({ id }) => id))
  return new Map(views.filter(({ po }) => named.has(po.id)).map(view => [view.po.id, view]))
}

function viewsOf(rows: OrderRows, order: Order): readonly PurchaseOrderView[] {
  const all = pinned(rows)
  const parcels = rows.parcels.map(parcel => withPieces(parcel, rows.inside))
  const parcelsOf = (id: string) => parcels.filter(parcel => parcel.purchaseOrderId === id)
  const still = stillWanted(
    all.map(({ po, line, now }) => ({
      ...{ po, line: now, asked: line.quantity, order },
      shipped: piecesIn(parcelsOf(po.id), now.id),
    })),
  )
  return rows.purchaseOrders.map(po => {
    const supplier = rows.suppliers.find(({ id }) => id === po.supplierId)
    if (!supplier) throw new Error(`the supplier of ${po.number} is not here`)
    const own = parcelsOf(po.id)
    return {
      ...{ po, supplier, methodNow: order.method, parcels: own },
      lines: all
        .filter(one => one.po.id === po.id)
        .map(({ line: pin, now }) => ({
          ...{ line: asSent(now, pin), now, pin, asked: pin.quantity, shipped: piecesIn(own, now.id) },
          ...still.of(po.id, now.id),
        })),
      changes: rows.changes.filter(change => change.purchaseOrderId === po.id),
      offers: rows.offers.filter(offer => offer.purchaseOrderId === po.id),
      shownCases: rows.openCases.filter(one => one.purchaseOrderId === po.id && !rows.keptCases.includes(one)),
    }
  })
}

function withPieces(parcel: Shipment, inside: OrderRows['inside']): Parcel {
  const own = inside.filter(line => line.shipmentId === parcel.id)
  return { ...parcel, pieces: new Map(own.map(line => [line.orderLineId, line.quantity])) }
}

function piecesIn(parcels: readonly Parcel[], lineId: string): number {
  return parcels.reduce((sum, parcel) => sum + (parcel.pieces.get(lineId) ?? 0), 0)
}
