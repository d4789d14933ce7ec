import { and, eq, notInArray } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { type Order, orderLines, orders, shipTos } from './tables.ts'

/** A new order with its lines and its ship-to. */
export async function insertOrder(verb: Verb, storeId: string, incoming: IncomingOrder): Promise<Order> {
  const row = { ...columns(incoming), storeId, externalId: incoming.externalId, receivedAt: verb.now }
  const [order] = await verb.db.insert(orders).values(row).returning()
  if (!order) throw new Error('an order was not inserted')
  await replaceLines(verb, order.id, incoming.lines)
  await replaceShipTo(verb, order.id, incoming.shipTo)
  return order
}

/** What the store says of the order itself and of where it goes; an address that is gone leaves ours as it is. */
export async function rewriteOrder(verb: Verb, orderId: string, incoming: IncomingOrder): Promise<void> {
  await verb.db.update(orders).set(columns(incoming)).where(eq(orders.id, orderId))
  await replaceShipTo(verb, orderId, incoming.shipTo)
}

/** Makes these the lines still wanted. A removed line keeps its row: purchase orders already sent are pinned to it. */
export async function replaceLines({ db }: Verb, orderId: string, lines: IncomingOrder['lines']): Promise<void> {
  const wanted = lines.filter(line => line.requiresShipping)
  for (const [position, line] of wanted.entries()) {
    const row = { ...line, orderId, position }
    await db
      .insert(orderLines)
      .values(row)
      .onConflictDoUpdate({ target: [orderLines.orderId, orderLines.externalId], set: row })
  }
  const kept = wanted.map(line => line.externalId)
  const gone = kept.length > 0 ? notInArray(orderLines.externalId, kept) : undefined
  await db
    .update(orderLines)
    .set({ quantity: 0 })
    .where(and(eq(orderLines.orderId, orderId), gone))
}

async function replaceShipTo({ db }: Verb, orderId: string, shipTo: IncomingOrder['shipTo']): Promise<void> {
  if (!shipTo) return
  await db
    .insert(shipTos)
    .values({ orderId, ...shipTo })
    .onConflictDoUpdate({ target: shipTos.orderId, set: shipTo })
}

function columns(incoming: IncomingOrder) {
  const { number, placedAt, placedOffset, updatedAt, currency, totalMinor, financialStatus, method, note } = incoming
  return {
    number,
    placedAt,
    placedOffset,
    updatedAt,
    currency,
    totalMinor,
    financialStatus,
    method,
    customerNote: note,
  }
}
