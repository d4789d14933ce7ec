import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { amongThose } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type ReadParts, readTogether } from '../kernel/ground/read-together.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { ownShare, type Share, shareOut } from '../purchase-orders/still-wanted.ts'
import {
  type PurchaseOrder,
  type PurchaseOrderLine,
  purchaseOrderLines,
  purchaseOrders,
} from '../purchase-orders/tables.ts'
import { type Shipment, type ShipmentLine, shipmentLines, shipments } from './tables.ts'

const NOTHING: Share = { wanted: 0, still: 0 }

/** What is still wanted of the purchase orders of some orders; of what they do not ask for, and of dead ones, nothing. */
export type StillWanted = {
  of(purchaseOrderId: string, lineId: string): Share
  /** Whether any piece of it is still to be shipped. */
  any(purchaseOrderId: string): boolean
}

/** Lines that purchase orders ask for, each with its pieces in parcels: what `stillWanted` reckons with. */
type AskedLine = { po: PurchaseOrder; line: OrderLine; asked: number; order: Order; shipped: number }

/**
 * In one look, however many orders. Of an order that was cancelled or deleted, nothing more is to be shipped.
 * @param which what is so of the purchase orders of those orders
 */
export async function findStillWanted(db: Reads, which: SQL): Promise<StillWanted> {
  return stillWantedIn(await readTogether(db, askedRows(which)))
}

/** The rows that it takes, in a statement that is put together once. */
export function askedRows(which: SQL) {
  const its = (column: PgColumn) => sql`select ${column} from ${purchaseOrders} where ${which}`
  const ofIts = amongThose(shipments.purchaseOrderId, its(purchaseOrders.id))
  return {
    pos: [purchaseOrders, which],
    orders: [orders, amongThose(orders.id, its(purchaseOrders.orderId))],
    lines: [orderLines, amongThose(orderLines.orderId, its(purchaseOrders.orderId))],
    pins: [purchaseOrderLines, amongThose(purchaseOrderLines.purchaseOrderId, its(purchaseOrders.id))],
    parcels: [shipments, ofIts],
    pieces: [
      shipmentLines,
      amongThose(shipmentLines.shipmentId, sql`select ${shipments.id} from ${shipments} where ${ofIts}`),
    ],
  } satisfies ReadParts
}

/** The same of those rows. Pure. */
export const stillWantedIn = (rows: Rows): StillWanted => stillWanted(askedLines(rows))

type Rows = {
  pos: readonly PurchaseOrder[]
  orders: readonly Order[]
  lines: readonly OrderLine[]
  pins: readonly PurchaseOrderLine[]
  parcels: readonly Shipment[]
  pieces: readonly ShipmentLine[]
}

function askedLines({ pos, orders, lines, pins, parcels, pieces }: Rows): readonly AskedLine[] {
  const [order, line] = [new Map(orders.map(one => [one.id, one])), new Map(lines.map(one => [one.id, one]))]
  const pinsOf = Map.groupBy(pins, ({ purchaseOrderId }) => purchaseOrderId)
  const parcelOf = new Map(parcels.map(({ id, purchaseOrderId }) => [id, purchaseOrderId]))
  const inside = Map.groupBy(pieces, one => `${parcelOf.get(one.shipmentId)}/${one.orderLineId}`)
  const shipped = (po: string, line: string) =>
    (inside.get(`${po}/${line}`) ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  const drafted = pos.toSorted((a, b) => +a.draftedAt - +b.draftedAt || (a.number < b.number ? -1 : 1))
  return drafted.flatMap(po =>
    (pinsOf.get(po.id) ?? []).flatMap(({ orderLineId, quantity: asked }) => {
      const [its, now] = [order.get(po.orderId), line.get(orderLineId)]
      return its && now ? [{ po, line: now, asked, order: its, shipped: shipped(po.id, orderLineId) }] : []
    }),
  )
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
