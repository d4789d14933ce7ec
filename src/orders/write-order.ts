import { randomUUID } from 'node:crypto'
import type { Db } from '../kernel/ground/db.ts'
import { writeTogether } from '../kernel/ground/write-together.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { erasedTimes, type ToldOrder } from './leave-out-erased.ts'
import type { KnownOrders } from './look-up.ts'
import { recogniseLines } from './recognise-lines.ts'
import { shipToTold, wantedOf } from './staff-wants.ts'
import { type Order, type OrderLine, orderLines, orders, type ShipToRow, shipTos } from './tables.ts'
import { versionOf } from './version.ts'

type LineRow = Omit<OrderLine, 'askedOfSuppliers' | 'inParcels' | 'openPieces'>

/** The rows of an order as they are to be; lines that stay as they are, and a ship-to that does, are left out. */
export type WholeOrder = { order: Order; lines: readonly LineRow[]; shipTo: ShipToRow | null }

const NOTHING_YET = {
  ...{ risk: null, language: null, heldAt: null, holdReason: null, holdNote: null, heldBy: null },
  ...{ cancelledAt: null, cancelReason: null, cancelledInStoreAt: null, deletedAt: null, forwardedAt: null },
}

/** A new order with its lines and its ship-to. */
export function newOrder(
  storeId: string,
  incoming: ToldOrder,
  { now: receivedAt, listed }: { now: Date; listed: boolean },
): WholeOrder {
  const { externalId, shipTo } = incoming
  const order = {
    ...{ id: randomUUID(), storeId, externalId, receivedAt, listed },
    ...{ ...NOTHING_YET, ...columns(incoming), ...erasedTimes(incoming) },
  }
  const lines = rowsOf(order.id, incoming.lines, []).map(({ row }) => row)
  return { order, lines, shipTo: shipTo && { orderId: order.id, ...shipTo, told: null } }
}

/** What the store says of the order itself and of where it goes; an address that is gone leaves ours as it is. Pure. */
export function rewriteOrder(known: KnownOrders, before: Order, incoming: IncomingOrder): WholeOrder {
  // The store's own id takes the place of what a file was known by; a file's never that of the store's.
  const id = incoming.timed ? { externalId: incoming.externalId } : {}
  const told = shipToTold(incoming.shipTo, known.shipTo(before.id))
  const shipTo = told && { orderId: before.id, ...told, told: null }
  return { order: { ...before, ...columns(incoming), ...id }, lines: [], shipTo }
}

/**
 * Makes these the lines still wanted. A removed line keeps its row: purchase orders already sent are pinned to it, and
 * what was paid for it is kept for ever, also where a store tells of fewer pieces than were once bought. Pure.
 */
export function replaceLines(known: KnownOrders, orderId: string, told: IncomingOrder['lines']): readonly LineRow[] {
  const before = known.lines(orderId)
  const rows = rowsOf(orderId, told, before)
  const kept = new Set(rows.map(({ old }) => old?.id))
  const gone = before.filter(line => !kept.has(line.id) && line.quantity !== 0)
  return [
    ...rows.flatMap(({ row, old }) => (old && holds(old, row) ? [] : [row])),
    ...gone.map(({ askedOfSuppliers, inParcels, openPieces, ...line }) => ({ ...line, quantity: 0 })),
  ]
}

/** Writes orders with their lines and ship-tos, in one statement. */
export async function writeOrders(db: Db, all: readonly WholeOrder[]): Promise<void> {
  await writeTogether(db, [
    { into: orders, rows: all.map(({ order }) => order), key: orders.id },
    { into: orderLines, rows: all.flatMap(({ lines }) => lines), key: orderLines.id },
    { into: shipTos, rows: all.flatMap(({ shipTo }) => shipTo ?? []), key: shipTos.orderId },
  ])
}

/** The rows of lines that are shipped, each with the one that is here. */
function rowsOf(orderId: string, told: IncomingOrder['lines'], known: readonly OrderLine[]) {
  const wanted = recogniseLines(told, known).filter(({ line }) => line.requiresShipping)
  return wanted.map(({ line, old }, position) => {
    const paid = old && old.ordered > line.ordered ? paidOf(old) : paidOf(line)
    const row: LineRow = { id: old?.id ?? randomUUID(), ...line, ...paid, ...wantedOf(line, old), orderId, position }
    return { row, old }
  })
}

const holds = (old: OrderLine, row: LineRow) =>
  Object.entries(row).every(([key, value]) => old[key as keyof OrderLine] === value)

type Paid = Pick<OrderLine, 'ordered' | 'priceMinor' | 'discountMinor' | 'taxMinor' | 'paidMinor'>
const paidOf = ({ ordered, priceMinor, discountMinor, taxMinor, paidMinor }: Paid): Paid => ({
  ...{ ordered, priceMinor, discountMinor, taxMinor, paidMinor },
})

function columns(incoming: IncomingOrder) {
  const { number, placedAt, placedOffset, updatedAt, currency, financialStatus, cashOnDelivery, risk, method } =
    incoming
  const { totalMinor, paidMinor, shippingPaidMinor, refundedMinor, note, language } = incoming
  return {
    ...{ number, placedAt, placedOffset, updatedAt, version: versionOf(incoming) },
    ...{ currency, totalMinor, paidMinor, shippingPaidMinor, refundedMinor },
    // A door that says nothing of the risk, or of the language, does not take away what another said.
    ...{ financialStatus, cashOnDelivery, ...(risk && { risk }), ...(language && { language }), method },
    customerNote: note,
  }
}
