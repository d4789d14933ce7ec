import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { redrawOrder } from '../order-desk/redraw-order.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { greetingCard } from './greeting-card.ts'

/** Cards of what is still to ship show the new name. */
const showNewName: Reaction<'supplier.renamed'> = async (speech, { about }) => {
  const open = await openPurchaseOrders(speech.read, about)
  for (const orderId of new Set(open.map(one => one.orderId))) redrawOrder(speech, orderId)
}

/** A room that staff bound is greeted once; what the sample binds needs no words. */
const greet: Reaction<'supplier.room_bound'> = async (speech, { about, data }) => {
  if (speech.actor.side !== 'staff') return
  const room = (await speech.supplierRooms(about)).filter(({ id }) => id === data.roomId)
  const open = (await openPurchaseOrders(speech.read, about)).filter(({ sentAt }) => sentAt)
  await speech.post(
    { kind: 'greeting', subject: about },
    room,
    greetingCard(await supplierById(speech.read, about), open),
  )
}

/** What follows where something that was set up is undone or renamed. */
export const setUpReactions = {
  'supplier.room_bound': [greet],
  'supplier.renamed': [showNewName],
  'supplier.removed': [],
  'supplier.returned': [],
  'supplier.room_removed': [],
  'store.renamed': [],
  'store.removed': [],
} satisfies OwnReactions
