import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { IncomingOrder } from './incoming-order.ts'
import { erasedTimes, type ToldOrder } from './leave-out-erased.ts'
import { allLinesOf, shipToOf } from './load-order.ts'
import { recogniseLines } from './recognise-lines.ts'
import { shipToTold, wantedOf } from './staff-wants.ts'
import { type Order, type OrderLine, orderLines, orderRefundLines, orderRefunds, orders, shipTos } from './tables.ts'
import { versionOf } from './version.ts'

/** A new order with its lines and its ship-to. */
export async function insertOrder(verb: Verb, storeId: string, incoming: ToldOrder): Promise<Order> {
  const row = {
    ...{ ...columns(incoming), ...erasedTimes(incoming) },
    ...{ storeId, externalId: incoming.externalId, receivedAt: verb.now },
  }
  const [order] = await verb.db.insert(orders).values(row).returning()
  if (!order) throw new Error('an order was not inserted')
  const lines = rowsOf(order.id, incoming.lines, []).map(({ row }) => row)
  if (lines.length > 0) await verb.db.insert(orderLines).values(lines)
  if (incoming.shipTo) await verb.db.insert(shipTos).values({ orderId: order.id, ...incoming.shipTo })
  if (incoming.refunds.length > 0) await keepRefunds(verb, order.id, incoming.refunds)
  return order
}

/** What the store says of the order itself and of where it goes; an address that is gone leaves ours as it is. */
export async function rewriteOrder(verb: Verb, known: Order, incoming: IncomingOrder): Promise<Order> {
  // The store's own id takes the place of what a file was known by; a file's never that of the store's.
  const id = incoming.timed ? { externalId: incoming.externalId } : {}
  const row = { ...columns(incoming), ...id }
  const [order] = await verb.db.update(orders).set(row).where(eq(orders.id, known.id)).returning()
  if (!order) throw new Error('an order was not rewritten')
  await replaceShipTo(verb, known.id, incoming.shipTo)
  return order
}

/**
 * Makes these the lines still wanted. A removed line keeps its row: purchase orders already sent are pinned to it, and
 * what
 * was paid for it is kept for ever, also where a store tells of fewer pieces than were once bought.
 */
export async function replaceLines({ db }: Verb, orderId: string, told: IncomingOrder['lines']): Promise<void> {
  const known = await allLinesOf(db, orderId)
  const rows = rowsOf(orderId, told, known)
  for (const { row, old } of rows)
    if (old && !holds(old, row)) await db.update(orderLines).set(row).where(eq(orderLines.id, old.id))
  const fresh = rows.flatMap(({ row, old }) => (old ? [] : [row]))
  if (fresh.length > 0) await db.insert(orderLines).values(fresh)
  const kept = new Set(rows.map(({ old }) => old?.id))
  const gone = known.filter(line => !kept.has(line.id) && line.quantity !== 0).map(({ id }) => id)
  if (gone.length > 0) await db.update(orderLines).set({ quantity: 0 }).where(inArray(orderLines.id, gone))
}

/** The rows of lines that are shipped, each with the one that is here. */
function rowsOf(orderId: string, told: IncomingOrder['lines'], known: readonly OrderLine[]) {
  const wanted = recogniseLines(told, known).filter(({ line }) => line.requiresShipping)
  return wanted.map(({ line, old }, position) => {
    const paid = old && old.ordered > line.ordered ? paidOf(old) : paidOf(line)
    return { row: { ...line, ...paid, ...wantedOf(line, old), orderId, position }, old }
  })
}

const holds = (old: OrderLine, row: Partial<OrderLine>) =>
  Object.entries(row).every(([key, value]) => old[key as keyof OrderLine] === value)

type Paid = Pick<OrderLine, 'ordered' | 'priceMinor' | 'discountMinor' | 'taxMinor' | 'paidMinor'>
const paidOf = ({ ordered, priceMinor, discountMinor, taxMinor, paidMinor }: Paid): Paid => ({
  ...{ ordered, priceMinor, discountMinor, taxMinor, paidMinor },
})

/**
 * Each refund once, by the store's own id; sent again, it is what the store says now. The order knows no less of them than
 * they come to, for its last report may be older.
 */
export async function keepRefunds({ db }: Verb, orderId: string, refunds: IncomingOrder['refunds']): Promise<void> {
  const lines = refunds.length > 0 ? await allLinesOf(db, orderId) : []
  for (const { externalId, at, amountMinor, shippingMinor, lines: parts } of refunds) {
    const row = { orderId, externalId, refundedAt: at, amountMinor, shippingMinor }
    const target = [orderRefunds.orderId, orderRefunds.externalId]
    const [kept] = await db.insert(orderRefunds).values(row).onConflictDoUpdate({ target, set: row }).returning()
    if (!kept) throw new Error('a refund was not kept')
    for (const { line, quantity, amountMinor } of parts) {
      const orderLineId = lines.find(one => one.externalId === line)?.id
      if (!orderLineId) continue
      const part = { refundId: kept.id, orderLineId, quantity, amountMinor }
      const same = [orderRefundLines.refundId, orderRefundLines.orderLineId]
      await db.insert(orderRefundLines).values(part).onConflictDoUpdate({ target: same, set: part })
    }
  }
  const { amountMinor, orderId: ofOrder } = orderRefunds
  const all = sql`(select sum(${amountMinor}) from ${orderRefunds} where ${ofOrder} = ${orderId})`
  await db
    .update(orders)
    .set({ refundedMinor: all })
    .where(and(eq(orders.id, orderId), lt(orders.refundedMinor, all)))
}

async function replaceShipTo({ db }: Verb, orderId: string, shipTo: IncomingOrder['shipTo']): Promise<void> {
  const told = shipToTold(shipTo, await shipToOf(db, orderId))
  if (!told) return
  const row = { ...told, told: null }
  await db
    .insert(shipTos)
    .values({ orderId, ...row })
    .onConflictDoUpdate({ target: shipTos.orderId, set: row })
}

function columns(incoming: IncomingOrder) {
  const { number, placedAt, placedOffset, updatedAt, currency, financialStatus, cashOnDelivery, risk, method } =
    incoming
  const { totalMinor, paidMinor, shippingPaidMinor, refundedMinor, note } = incoming
  return {
    ...{ number, placedAt, placedOffset, updatedAt, version: versionOf(incoming) },
    ...{ currency, totalMinor, paidMinor, shippingPaidMinor, refundedMinor },
    // A door that says nothing of the risk does not take away what another said.
    ...{ financialStatus, cashOnDelivery, ...(risk && { risk }), method, customerNote: note },
  }
}
