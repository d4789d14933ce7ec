import { and, eq, notInArray, or } from 'drizzle-orm'
import type { Outcome, Verb } from '../kernel/command.ts'
import { findOrAddStore } from '../stores/find-store.ts'
import { stores } from '../stores/tables.ts'
import { cancelInStore } from './cancel-in-store.ts'
import { IncomingOrder } from './incoming-order.ts'
import { linesOf, shipToOf } from './load-order.ts'
import { type Order, orderLines, orders, shipTos } from './tables.ts'
import { turnAway } from './turn-away-order.ts'
import { whatChanged } from './what-changed.ts'
import { whyNot } from './why-not.ts'

export const ReceiveOrder = IncomingOrder

/**
 * Takes an order as its store tells it now: new, changed or cancelled. Idempotent, and safe against any order of arrival:
 * what is older than what we have changes nothing.
 * `outcome`: received | updated | unchanged | cancelled | turned-away.
 */
export async function receiveOrder(verb: Verb, incoming: IncomingOrder): Promise<Outcome> {
  const store = await findOrAddStore(verb, incoming.store)
  const known = await lockKnown(verb, store.id, incoming)
  if (known && incoming.updatedAt < known.updatedAt) return unchanged(known)
  if (incoming.cancelledAt) return cancelInStore(verb, known ?? (await insert(verb, store.id, incoming)), incoming)
  if (known) return update(verb, known, incoming)
  if (incoming.fulfilled)
    return { text: `Order ${incoming.number} was fulfilled in the store before it came in.`, outcome: 'unchanged' }
  const why = whyNot(incoming)
  if (why)
    return turnAway(verb, { store: incoming.store, externalId: incoming.externalId, number: incoming.number, why })
  return add(verb, store.id, incoming)
}

async function lockKnown(
  { db }: Verb,
  storeId: string,
  { externalId, number, store }: IncomingOrder,
): Promise<Order | null> {
  // Two deliveries of a new order wait here for each other: there is no row yet that they could wait on.
  await db.select().from(stores).where(eq(stores.id, storeId)).for('no key update')
  // A spreadsheet may have ruined the id of a file's order on one day and not on another; its number stays.
  const same =
    store.kind === 'csv'
      ? or(eq(orders.externalId, externalId), eq(orders.number, number))
      : eq(orders.externalId, externalId)
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, storeId), same))
    .for('update')
  return order ?? null
}

async function add(verb: Verb, storeId: string, incoming: IncomingOrder): Promise<Outcome> {
  const order = await insert(verb, storeId, incoming)
  const lines = incoming.lines.filter(line => line.requiresShipping).length
  await verb.record('order.received', order.id, { number: order.number, lines })
  return { text: `Order ${order.number} came in.`, outcome: 'received' }
}

async function insert(verb: Verb, storeId: string, incoming: IncomingOrder): Promise<Order> {
  const row = { ...columns(incoming), storeId, externalId: incoming.externalId, receivedAt: verb.now }
  const [order] = await verb.db.insert(orders).values(row).returning()
  if (!order) throw new Error('an order was not inserted')
  await replaceLines(verb, order.id, incoming)
  await replaceShipTo(verb, order.id, incoming)
  return order
}

async function update(verb: Verb, known: Order, incoming: IncomingOrder): Promise<Outcome> {
  const { db } = verb
  if (known.cancelledAt) return unchanged(known)
  const [lines, shipTo] = [await linesOf(db, known.id), await shipToOf(db, known.id)]
  const changed = whatChanged({ order: known, lines, shipTo }, incoming)
  await db.update(orders).set(columns(incoming)).where(eq(orders.id, known.id))
  if (changed.length === 0) return unchanged(known)
  await replaceLines(verb, known.id, incoming)
  if (incoming.shipTo) await replaceShipTo(verb, known.id, incoming)
  await verb.record('order.updated', known.id, { changed })
  return { text: `Order ${known.number} was brought up to date.`, outcome: 'updated' }
}

async function replaceLines({ db }: Verb, orderId: string, incoming: IncomingOrder): Promise<number> {
  const wanted = incoming.lines.filter(line => line.requiresShipping)
  for (const [position, line] of wanted.entries()) {
    const row = { ...line, orderId, position }
    await db
      .insert(orderLines)
      .values(row)
      .onConflictDoUpdate({ target: [orderLines.orderId, orderLines.externalId], set: row })
  }
  const kept = wanted.map(line => line.externalId)
  const gone = kept.length > 0 ? notInArray(orderLines.externalId, kept) : undefined
  // A removed line keeps its row: purchase orders already sent are pinned to it.
  await db
    .update(orderLines)
    .set({ quantity: 0 })
    .where(and(eq(orderLines.orderId, orderId), gone))
  return wanted.length
}

async function replaceShipTo({ db }: Verb, orderId: string, { shipTo }: IncomingOrder): Promise<void> {
  if (!shipTo) return
  await db
    .insert(shipTos)
    .values({ orderId, ...shipTo })
    .onConflictDoUpdate({ target: shipTos.orderId, set: shipTo })
}

function columns({
  number,
  placedAt,
  placedOffset,
  updatedAt,
  currency,
  totalMinor,
  financialStatus,
  method,
  note,
}: IncomingOrder) {
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

function unchanged({ number }: Order): Outcome {
  return { text: `Order ${number} is here already.`, outcome: 'unchanged' }
}
