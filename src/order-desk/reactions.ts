import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import { noticeCard } from '../kernel/shapes/notice-card.ts'
import { count } from '../kernel/words/text.ts'
import { calledThere } from '../orders/not-taken.ts'
import { orderLines, orders } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { isPattern, skuKey } from '../suppliers/sku.ts'
import { changeCard } from './change-card.ts'
import { changedCard } from './changed-card.ts'
import { offerCard } from './offer-card.ts'
import { orderCard } from './order-card.ts'
import { type OrderView, orderView } from './order-view.ts'
import { purchaseOrderCard } from './purchase-order-card.ts'
import { shippedPastCard } from './shipped-past-card.ts'
import { declinedCard, needsRoutingCard } from './staff-cards.ts'
import { deletedCard, elsewhereCard, moneyGoneCard } from './store-cards.ts'
import { tooManyCard } from './too-many-card.ts'
import { withdrawnCard } from './withdrawn-card.ts'

/** Most orders looked at when a SKU finds a supplier: older ones are redrawn when they are next touched. */
const MOST_REDRAWN = 200

/** An order as it is now, read once until something else is asked. */
export function viewOfOrder({ once, read }: Speech, orderId: string): Promise<OrderView> {
  return once(`order ${orderId}`, () => orderView(read, orderId))
}

/** Posts the staff's card of a new order, and asks for routing where nobody supplies a line. */
export const postOrder: Reaction<'order.received'> = async (speech, { about }) => {
  const view = await viewOfOrder(speech, about)
  await speech.post({ kind: 'order', subject: about }, await speech.staffRooms('orders'), orderCard(view))
  await speech.redraw(
    { kind: 'turned-away', subject: calledThere(view.store.id, view.order.externalId) },
    {
      ...noticeCard(notTaken(view.order.number), `It has come in since, as order ${view.order.number}.`),
      tone: 'good',
    },
  )
  if (view.open.some(line => line.takers === 0)) await postNeedsRouting(speech, view)
  await forwardByItself(speech, view)
}

/** What waited for the money goes out once the store says that it is paid, where new orders go out by themselves. */
export const forwardPaid: Reaction<'order.released'> = async (speech, { about, data }) => {
  if (data.paid) await forwardByItself(speech, await viewOfOrder(speech, about))
}

async function forwardByItself(speech: Speech, { order, store, open }: OrderView): Promise<void> {
  if (store.autoForwardAt && !order.heldAt && open.some(line => line.takers > 0))
    await speech.ask('order.forward', { order: order.id })
}

/** Redraws every card of an order, once, before we commit: all of them show the order as it is then. */
export function redrawOrder(speech: Speech, orderId: string): void {
  speech.later('redraw orders', orderId, redrawOrders)
}

async function redrawOrders(speech: Speech, orderIds: readonly string[]): Promise<void> {
  for (const id of orderIds) await redrawCards(speech, await viewOfOrder(speech, id))
}

async function redrawCards(speech: Speech, view: OrderView): Promise<void> {
  const { id } = view.order
  await speech.redraw({ kind: 'order', subject: id }, orderCard(view))
  await speech.redraw({ kind: 'needs-routing', subject: id }, needsRoutingCard(view))
  for (const one of view.purchaseOrders) {
    await speech.redraw({ kind: 'purchase-order', subject: one.po.id }, purchaseOrderCard(view, one))
    if (one.po.declinedAt) await speech.redraw({ kind: 'declined', subject: one.po.id }, declinedCard(view, one))
    for (const change of one.changes)
      await speech.redraw({ kind: 'change', subject: change.id }, changeCard(one, change))
    for (const offer of one.offers) await speech.redraw({ kind: 'offer', subject: offer.id }, offerCard(one, offer))
  }
}

/** For facts about an order. */
export const redrawThisOrder: Reaction<
  | 'order.held'
  | 'order.released'
  | 'order.deleted'
  | 'order.noted'
  | 'order.forwarded'
  | 'order.updated'
  | 'order.cancelled'
> = async (speech, { about }) => redrawOrder(speech, about)

/** For facts about a purchase order. */
export const redrawItsOrder: Reaction<
  | 'purchase_order.drafted'
  | 'purchase_order.acknowledged'
  | 'purchase_order.promised'
  | 'purchase_order.postponed'
  | 'purchase_order.cancelled'
  | 'purchase_order.taken_back'
  | 'offer.decided'
  | 'change.accepted'
  | 'change.refused'
  | 'change.shipped_past'
  | 'shipment.recorded'
  | 'shipment.corrected'
  | 'shipment.postponed'
  | 'shipment.removed'
  | 'shipment.scanned'
  | 'shipment.delivered'
  | 'purchase_order.delivered'
> = async (speech, { data }) => redrawOrder(speech, data.orderId)

/** Posts the supplier's card; nothing else ever posts it. */
export const sendToSupplier: Reaction<'purchase_order.sent'> = async (speech, { about, data }) => {
  const key = { kind: 'purchase-order', subject: about }
  await speech.post(key, await speech.supplierRooms(data.supplierId), 'later')
  redrawOrder(speech, data.orderId)
}

export const askForRouting: Reaction<'order.needs_routing'> = async (speech, { about }) =>
  postNeedsRouting(speech, await viewOfOrder(speech, about))

export const tellDeclined: Reaction<'purchase_order.declined'> = async (speech, { about, data }) => {
  await speech.post({ kind: 'declined', subject: about }, await speech.staffRooms('alerts'), 'later')
  redrawOrder(speech, data.orderId)
}

/**
 * The store changed an order: what nobody supplies is asked about, suppliers that have it are asked, and staff are
 * notified.
 */
export const followChange: Reaction<'order.updated'> = async (speech, { id, about, data }) => {
  const before = await viewOfOrder(speech, about)
  if (before.open.some(line => line.takers === 0)) await postNeedsRouting(speech, before)
  const concerns = data.changed.filter(what => what === 'ship-to' || what === 'lines' || what === 'method')
  if (concerns.length === 0 || !before.purchaseOrders.some(({ po }) => isLive(po))) return
  await speech.ask('order.ask-changes', { order: about, changed: concerns })
  const known = new Set(before.purchaseOrders.flatMap(({ changes }) => changes.map(({ id }) => id)))
  const card = changedCard(await viewOfOrder(speech, about), {
    ...{ concerns, by: data.here ? speech.actor.name : null },
    isNew: change => !known.has(change.id),
  })
  await speech.post({ kind: 'changed', subject: `${about}/${id}` }, await speech.staffRooms('alerts'), card)
}

/** What became of an order in its store while a supplier has it: shipped by somebody else, or its money given back. */
export const followStore: Reaction<'order.updated'> = async (speech, { id, about, data }) => {
  const view = await viewOfOrder(speech, about)
  const elsewhere = data.changed.includes('fulfilled') ? elsewhereCard(view, data.trackings ?? []) : null
  const moneyGone = data.changed.includes('payment') ? moneyGoneCard(view) : null
  const rooms = await speech.staffRooms('alerts')
  if (elsewhere) await speech.post({ kind: 'elsewhere', subject: `${about}/${id}` }, rooms, elsewhere)
  if (moneyGone) await speech.post({ kind: 'money-gone', subject: `${about}/${id}` }, rooms, moneyGone)
}

export const tellDeleted: Reaction<'order.deleted'> = async (speech, { id, about }) => {
  const card = deletedCard(await viewOfOrder(speech, about))
  await speech.post({ kind: 'deleted', subject: `${about}/${id}` }, await speech.staffRooms('alerts'), card)
}

export const withdraw: Reaction<'order.cancelled' | 'order.deleted'> = (speech, { about }) =>
  speech.ask('order.withdraw', { order: about })

/**
 * An edit notifies nobody: a supplier that was sent it, and has not been asked, hears of it in a message of its own.
 */
export const tellWithdrawn: Reaction<'purchase_order.cancelled'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  if (!one.po.sentAt || one.po.acknowledgedAt) return
  const rooms = await speech.supplierRooms(one.supplier.id)
  await speech.post({ kind: 'withdrawn', subject: about }, rooms, withdrawnCard(one))
}

export const askSupplier: Reaction<'change.requested'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  const rooms = await speech.supplierRooms(one.supplier.id)
  await speech.post({ kind: 'change', subject: data.changeId }, rooms, 'later')
  redrawOrder(speech, data.orderId)
}

export const tellRefused: Reaction<'change.refused'> = async (speech, { about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const note = data.note ? ` — ${data.note}` : ''
  const card = noticeCard(`${data.number}: change refused`, `${one.supplier.name} refused: ${data.what}${note}`)
  const story = { label: 'Story', command: 'order.show', input: { order: view.order.id } }
  await speech.post({ kind: 'change-refused', subject: data.changeId }, await speech.staffRooms('alerts'), {
    ...card,
    buttons: [story],
  })
}

/** What shipped against an open change is a problem of today: the parcel can perhaps still be stopped. */
export const tellShippedPast: Reaction<'change.shipped_past'> = async (speech, { id, about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const card = shippedPastCard(view, one, data)
  await speech.post({ kind: 'shipped-past', subject: `${about}/${id}` }, await speech.staffRooms('alerts'), card)
}

/** More than was asked for, or than the order wants by now, is nobody's *all is well*. */
export const tellTooMany: Reaction<'shipment.recorded'> = async (speech, { about, data }) => {
  const { view, one } = await viewOf(speech, data.orderId, about)
  const card = tooManyCard(view, one, data)
  if (!card) return
  const key = { kind: 'too-many', subject: data.shipmentId }
  await speech.post(key, await speech.staffRooms('alerts'), card)
}

/** What a supplier takes back of what it said has shipped, the customer may have been notified already. */
export const tellRemoved: Reaction<'shipment.removed'> = async (speech, { about, data }) => {
  if (speech.actor.side !== 'supplier') return
  const { view } = await viewOf(speech, data.orderId, about)
  const why = data.why ? ` — ${data.why}` : ''
  const what = `${data.carrier} ${data.tracking} (${count(data.pieces, 'piece')})`
  const card = noticeCard(`${data.number}: a parcel was taken off`, `${speech.actor.name} took off ${what}${why}.`)
  const story = { label: 'Story', command: 'order.show', input: { order: view.order.id } }
  const key = { kind: 'parcel-removed', subject: data.shipmentId }
  await speech.post(key, await speech.staffRooms('alerts'), { ...card, tone: 'warning', buttons: [story] })
}

/** Who imports a file has its report: hundreds of old orders must not fill the room. */
export const tellTurnedAway: Reaction<'order.turned_away'> = async (speech, { about, data }) => {
  if (data.reported) return
  const summary = `Order ${data.number} of ${data.store} did not come in. ${data.why}`
  const card = noticeCard(notTaken(data.number), summary)
  await speech.post({ kind: 'turned-away', subject: about }, await speech.staffRooms('alerts'), card)
}

const notTaken = (number: string) => `Order ${number} was not taken`

/** Drafts that waited for a room of their supplier go out. */
export const sendDraftsOfSupplier: Reaction<'supplier.room_bound'> = (speech, { about }) =>
  sendDrafts(speech, eq(purchaseOrders.supplierId, about))

/** Drafts that waited for the hold to end go out. */
export const sendDraftsOfOrder: Reaction<'order.released'> = (speech, { about }) =>
  sendDrafts(speech, eq(purchaseOrders.orderId, about))

async function sendDrafts(speech: Speech, whose: ReturnType<typeof eq>): Promise<void> {
  const drafts = await speech.read
    .select({ id: purchaseOrders.id })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .where(and(whose, isNull(purchaseOrders.sentAt), isNull(purchaseOrders.cancelledAt), isNull(orders.heldAt)))
    .orderBy(asc(orders.id), asc(purchaseOrders.number))
  for (const { id } of drafts) await speech.ask('po.send', { purchaseOrder: id })
}

/** Closures reach what was sent before they were agreed, and parcels that the carrier has not scanned. */
export const postponeOpen: Reaction<'agreement.accepted'> = async (speech, { data }) => {
  const open = await speech.read
    .select({ id: purchaseOrders.id, shippedAt: purchaseOrders.shippedAt, partly: purchaseOrders.partlyShippedAt })
    .from(purchaseOrders)
    .where(
      and(
        eq(purchaseOrders.supplierId, data.supplierId),
        isNotNull(purchaseOrders.sentAt),
        isNull(purchaseOrders.deliveredAt),
        isNull(purchaseOrders.declinedAt),
        isNull(purchaseOrders.cancelledAt),
      ),
    )
    .orderBy(asc(purchaseOrders.orderId), asc(purchaseOrders.number))
  for (const { id, shippedAt, partly } of open) {
    if (!shippedAt) await speech.ask('po.postpone', { purchaseOrder: id })
    if (partly) await speech.ask('tracking.postpone', { purchaseOrder: id })
  }
}

/** Orders that waited for somebody to supply a SKU show that they can be forwarded now. */
export const redrawRoutable: Reaction<'supplier.sku_listed'> = async (speech, { data }) => {
  const key = sql`lower(trim(normalize(${orderLines.sku}, NFKC)))`
  const rows = await speech.read
    .selectDistinct({ id: orders.id })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(and(or(...data.skus.map(sku => fitsKey(key, skuKey(sku)))), isNull(orders.cancelledAt)))
    .orderBy(asc(orders.id))
    .limit(MOST_REDRAWN)
  for (const { id } of rows) {
    // Held until we commit, so that nobody's newer card is drawn over by what we read before.
    await speech.read.select({ id: orders.id }).from(orders).where(eq(orders.id, id)).for('update')
    redrawOrder(speech, id)
  }
}

/** Whether a SKU in the database has that key, or fits the pattern that it is. */
function fitsKey(key: SQL, wanted: string): SQL {
  if (!isPattern(wanted)) return sql`${key} = ${wanted}`
  return sql`${key} like ${wanted.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%')}`
}

export async function postNeedsRouting(speech: Speech, view: OrderView): Promise<void> {
  const key = { kind: 'needs-routing', subject: view.order.id }
  await speech.post(key, await speech.staffRooms('orders'), needsRoutingCard(view))
}

export async function viewOf(speech: Speech, orderId: string, purchaseOrderId: string) {
  const view = await viewOfOrder(speech, orderId)
  const one = view.purchaseOrders.find(({ po }) => po.id === purchaseOrderId)
  if (!one) throw new Error(`purchase order ${purchaseOrderId} is not of order ${orderId}`)
  return { view, one }
}
