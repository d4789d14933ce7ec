import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Room } from '../kernel/ground/tables.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { cut } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'
import { callSuppliers } from './call-suppliers.ts'
import { redrawOrder, viewOf } from './redraw-order.ts'
import { withdrawnCard } from './withdrawn-card.ts'

/** Posts the supplier's card; nothing else ever posts it. */
export const sendToSupplier: Reaction<'purchase_order.sent'> = async (speech, { about, data }) => {
  await showIn(speech, await speech.supplierRooms(data.supplierId), { id: about, orderId: data.orderId })
  speech.later('call suppliers', about, callSuppliers, { alongside: true })
}

async function showIn(speech: Speech, rooms: readonly Room[], po: { id: string; orderId: string }): Promise<void> {
  await speech.post(purchaseOrderKey(po), rooms, 'later')
  redrawOrder(speech, po.orderId)
}

/** What a supplier is still to ship stands in each room that gets what is new, also in one that was bound just now. */
export const bringAlong: Reaction<'supplier.room_bound' | 'supplier.rooms_set'> = async (speech, { about }) => {
  const rooms = await speech.supplierRooms(about)
  for (const po of await openPurchaseOrders(speech.read, about)) if (po.sentAt) await showIn(speech, rooms, po)
}

export const tellDeclined: Reaction<'purchase_order.declined'> = async (speech, { about, data }) => {
  await speech.post({ kind: 'declined', subject: about }, await speech.staffRooms('alerts'), 'later')
  redrawOrder(speech, data.orderId)
}

/**
 * An edit notifies nobody: a supplier that was sent it, and has not been asked, hears of it in a message of its own.
 */
export const tellWithdrawn: Reaction<'purchase_order.cancelled'> = async (speech, { about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  if (!one.po.sentAt || one.po.acknowledgedAt) return
  const rooms = await speech.supplierRooms(one.supplier.id)
  await speech.post({ kind: 'withdrawn', subject: about }, rooms, withdrawnCard(one))
}

/** What a notification says of a note, characters; a longer one follows whole. */
const MOST_SAID = 250

/** An edit notifies nobody: a note on what was sent before is a message of its own. */
export const tellNote: Reaction<'purchase_order.noted'> = async (speech, { id, about, data }) => {
  const { one } = await viewOf(speech, data.orderId, about)
  if (!one.po.sentAt) return
  const whose = data.from === 'staff' ? 'The shop' : 'The customer'
  const card: Card = {
    audience: { supplierId: one.supplier.id },
    follows: purchaseOrderKey(one.po),
    tone: 'neutral',
    title: `${whose} wrote a note on ${data.number}`,
    summary: cut(data.note, MOST_SAID),
    ...(data.note.length > MOST_SAID && { body: data.note }),
  }
  await speech.post(
    { kind: 'purchase-order-note', subject: String(id) },
    await speech.supplierRooms(one.supplier.id),
    card,
  )
}

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
