import type { Reactions } from './kernel/reaction.ts'
import {
  askForRouting,
  askSupplier,
  followChange,
  postOrder,
  redrawItsOrder,
  redrawRoutable,
  redrawThisOrder,
  sendDraftsOfOrder,
  sendDraftsOfSupplier,
  sendToSupplier,
  tellDeclined,
  tellRefused,
  tellTurnedAway,
  withdraw,
} from './purchase-orders/reactions.ts'
import { askStaffToAdd, tellParked, tellShared } from './suppliers/reactions.ts'

/** What follows each fact. A fact that nothing names here does not compile. */
export const reactions: Reactions = {
  'store.added': [],
  'store.changed': [],

  'order.received': [postOrder],
  'order.updated': [redrawThisOrder, followChange],
  'order.turned_away': [tellTurnedAway],
  'order.cancelled': [withdraw, redrawThisOrder],
  'order.held': [redrawThisOrder],
  'order.released': [sendDraftsOfOrder, redrawThisOrder],
  'order.noted': [redrawThisOrder],
  'order.needs_routing': [askForRouting],
  'order.forwarded': [redrawThisOrder],

  'purchase_order.drafted': [redrawItsOrder],
  'purchase_order.sent': [sendToSupplier],
  'purchase_order.acknowledged': [redrawItsOrder],
  'purchase_order.promised': [redrawItsOrder],
  'purchase_order.declined': [tellDeclined],
  'purchase_order.cancelled': [redrawItsOrder],
  'purchase_order.ship_to_seen': [],

  'change.requested': [askSupplier],
  'change.accepted': [redrawItsOrder],
  'change.refused': [redrawItsOrder, tellRefused],

  'shipment.recorded': [redrawItsOrder],
  'shipment.corrected': [redrawItsOrder],

  'supplier.added': [],
  'supplier.room_bound': [sendDraftsOfSupplier],
  'supplier.contact_added': [],
  'supplier.contact_asked': [askStaffToAdd],
  'supplier.sku_listed': [redrawRoutable],

  'room.renamed': [],
  'room.moved': [],
  'room.regained': [],
  'room.shared': [tellShared],
  'room.parked': [tellParked],
  'message.parked': [tellParked],
  'follow_up.refused': [],
}
