import { eq, inArray } from 'drizzle-orm'
import type { Event } from '../events.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import { removedShipments, shipmentLines, shipments } from '../shipments/tables.ts'

/** The facts that a store is notified about. */
export type ToldFact =
  | 'shipment.recorded'
  | 'shipment.corrected'
  | 'shipment.removed'
  | 'shipment.scanned'
  | 'shipment.delivered'
  | 'shipment.delivery_taken_back'
  | 'order.cancelled'

/**
 * What a store hears of a fact: ids and numbers of its own, and of the parcel. No more than that: nobody's name or address,
 * and nothing that staff or suppliers wrote.
 */
export async function messageData(read: Reads, event: Event<ToldFact>): Promise<Record<string, unknown>> {
  if (event.name === 'order.cancelled') return { order: await orderOf(read, event.about) }
  const { shipmentId, orderId, carrier, number } = { ...event.data, number: numberIn(event) }
  const parcel = await parcelOf(read, shipmentId)
  return {
    order: await orderOf(read, orderId),
    shipment: {
      id: shipmentId,
      carrier: { code: parcel?.carrier ?? null, name: parcel?.carrierName ?? carrier },
      number,
      url: parcel ? trackingUrl(parcel.carrier, number) : null,
      ...(event.name === 'shipment.corrected' && { formerNumber: event.data.from }),
      ...('at' in event.data && { at: event.data.at }),
      replacement: parcel?.replacement ?? false,
      lines: parcel?.lines ?? [],
    },
  }
}

const numberIn = (event: Exclude<Event<ToldFact>, Event<'order.cancelled'>>) =>
  event.name === 'shipment.corrected' ? event.data.to : event.data.tracking

async function orderOf(read: Reads, id: string) {
  const [order] = await read
    .select({ id: orders.externalId, number: orders.number })
    .from(orders)
    .where(eq(orders.id, id))
  return order
}

/** A parcel that is there, or was taken off; its lines by the store's own ids. */
async function parcelOf(read: Reads, id: string) {
  const [here] = await read.select().from(shipments).where(eq(shipments.id, id))
  const [gone] = here ? [] : await read.select().from(removedShipments).where(eq(removedShipments.id, id))
  const parcel = here ?? gone
  if (!parcel) return null
  const inside = here
    ? await read.select().from(shipmentLines).where(eq(shipmentLines.shipmentId, id))
    : Object.entries(gone?.pieces ?? {}).map(([orderLineId, quantity]) => ({ orderLineId, quantity }))
  const ids = inside.map(({ orderLineId }) => orderLineId)
  const known = ids.length > 0 ? await read.select().from(orderLines).where(inArray(orderLines.id, ids)) : []
  const [purchaseOrder] = await read.select().from(purchaseOrders).where(eq(purchaseOrders.id, parcel.purchaseOrderId))
  return {
    ...{ carrier: parcel.carrier, carrierName: parcel.carrierName, replacement: purchaseOrder?.replaces != null },
    lines: known
      .toSorted((one, two) => one.position - two.position)
      .map(line => ({
        id: line.externalId,
        quantity: inside.find(({ orderLineId }) => orderLineId === line.id)?.quantity ?? 0,
      })),
  }
}
