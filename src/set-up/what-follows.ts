import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { redrawOrder } from '../order-desk/redraw-order.ts'
import { openPurchaseOrders } from './what-is-open.ts'

/** Cards of what is still to ship show the new name. */
const showNewName: Reaction<'supplier.renamed'> = async (speech, { about }) => {
  const open = await openPurchaseOrders(speech.read, about)
  for (const orderId of new Set(open.map(one => one.orderId))) redrawOrder(speech, orderId)
}

/** What follows where something that was set up is undone or renamed. */
export const setUpReactions = {
  'supplier.renamed': [showNewName],
  'supplier.removed': [],
  'supplier.returned': [],
  'supplier.room_removed': [],
  'store.renamed': [],
  'store.removed': [],
} satisfies OwnReactions
