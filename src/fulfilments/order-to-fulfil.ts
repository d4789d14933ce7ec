import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { HeldFulfilment, OrderToFulfil, WantedParcel } from '../kernel/shapes/storefront.ts'
import { type Order, orderLines } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import { shipmentLines, shipments } from '../shipments/tables.ts'
import { type NumbersByShipment, numbersByShipment } from './numbers-by-shipment.ts'
import { fulfilments } from './tables.ts'

/** What the store of an order should hold, and what we know that it holds. Replacements were fulfilled there before. */
export async function loadOrderToFulfil(db: Reads, order: Order): Promise<OrderToFulfil> {
  const rows = await db
    .select({ parcel: shipments, line: orderLines.externalId, quantity: shipmentLines.quantity })
    .from(shipments)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, shipments.purchaseOrderId))
    .innerJoin(shipmentLines, eq(shipmentLines.shipmentId, shipments.id))
    .innerJoin(orderLines, and(eq(orderLines.id, shipmentLines.orderLineId), eq(orderLines.requiresShipping, true)))
    .where(and(eq(purchaseOrders.orderId, order.id), isNull(purchaseOrders.replaces)))
    .orderBy(asc(shipments.recordedAt), asc(shipments.id), asc(orderLines.position))
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, order.id))
  const known = await db.select().from(fulfilments).where(eq(fulfilments.orderId, order.id))
  const ids = [...known.map(one => one.shipmentId), ...rows.map(({ parcel }) => parcel.id)]
  const numbers = await numbersByShipment(db, ids)
  const parcels = parcelsOf(rows, numbers)
  const gone = known.filter(one => !parcels.some(({ id }) => id === one.shipmentId))
  return {
    externalId: order.externalId,
    number: order.number,
    parcels,
    held: heldOf(known),
    gone: gone.map(({ shipmentId: id }) => ({ id, numbers: numbers.get(id) ?? [] })),
    intended: known.filter(one => one.externalId === null).map(one => one.shipmentId),
    whole: lines.every(line => !line.requiresShipping || line.inParcels >= line.quantity),
  }
}

type Row = { parcel: typeof shipments.$inferSelect; line: string; quantity: number }

/**
 * Two suppliers who share a parcel sent one parcel. Pure.
 * @param numbers every number that each had.
 */
export function parcelsOf(rows: readonly Row[], numbers: NumbersByShipment): readonly WantedParcel[] {
  return [...Map.groupBy(rows, ({ parcel }) => `${parcel.carrier} ${parcel.number}`).values()].flatMap(together => {
    const [first] = together
    if (!first) return []
    const { id, carrier: code, carrierName: name, number, recordedAt } = first.parcel
    const pieces = [...Map.groupBy(together, ({ line }) => line)].map(([line, inside]) => ({
      line,
      quantity: inside.reduce((sum, { quantity }) => sum + quantity, 0),
    }))
    const former = together.flatMap(({ parcel }) => numbers.get(parcel.id) ?? []).filter(one => one !== number)
    const url = trackingUrl(code, number)
    return [{ id, carrier: { code, name }, number, former: [...new Set(former)], url, recordedAt, pieces }]
  })
}

function heldOf(known: readonly (typeof fulfilments.$inferSelect)[]): readonly HeldFulfilment[] {
  const held = known.filter(one => one.externalId !== null)
  return [...Map.groupBy(held, one => one.externalId ?? '')].map(([id, inside]) => ({
    id,
    parcels: inside.map(one => one.shipmentId),
  }))
}
