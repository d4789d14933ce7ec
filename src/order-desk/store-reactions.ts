import type { Reaction } from '../kernel/asking/reaction.ts'
import { HELD_IN_STORE } from '../orders/order.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { changedCard } from './changed-card.ts'
import { viewOfOrder } from './redraw-order.ts'
import { postNeedsRouting } from './routing-reactions.ts'
import { deletedCard, elsewhereCard, heldInStoreCard, letGoCard, moneyGoneCard } from './store-cards.ts'

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

const heldInStore = (order: string) => ({ kind: 'held-in-store', subject: order })

/** Nothing is withdrawn from suppliers that have an order which its store holds: staff decide. */
export const tellHeldInStore: Reaction<'order.held'> = async (speech, { about, data }) => {
  const card = data.reason === HELD_IN_STORE ? heldInStoreCard(await viewOfOrder(speech, about)) : null
  if (card) await speech.post(heldInStore(about), await speech.staffRooms('alerts'), card)
}

export const settleHeldInStore: Reaction<'order.released'> = async (speech, { about }) => {
  const view = await viewOfOrder(speech, about)
  await speech.redraw(heldInStore(about), () => letGoCard(view))
}

export const withdraw: Reaction<'order.cancelled' | 'order.deleted'> = (speech, { about }) =>
  speech.ask('order.withdraw', { order: about })
