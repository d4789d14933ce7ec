import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { askSupplier, tellNoLongerAsked, tellRefused, tellShippedPast } from './change-reactions.ts'
import { offerTogether } from './gather-new.ts'
import { postList } from './list-reactions.ts'
import { forwardLetGo, postOrder, tellTurnedAway } from './new-order-reactions.ts'
import { tellRemoved, tellTooMany } from './parcel-reactions.ts'
import { redrawItsOrder, redrawThisOrder, showItsOrder } from './redraw-order.ts'
import { redrawRenamed, redrawRoutable } from './redraw-routable.ts'
import { followReopened } from './reopened-reactions.ts'
import { tellDecided, tellPiecesAnswered, tellTakenBack } from './reply-reactions.ts'
import { askForRouting } from './routing-reactions.ts'
import {
  bringAlong,
  postponeOpen,
  sendDraftsOfOrder,
  sendDraftsOfSupplier,
  sendToSupplier,
  tellDeclined,
  tellNote,
  tellWithdrawn,
} from './sending-reactions.ts'
import {
  followChange,
  followStore,
  settleHeldInStore,
  tellDeleted,
  tellHeldInStore,
  withdraw,
} from './store-reactions.ts'

/** What follows for orders, for all that shows them. */
export const orderDeskReactions = {
  'order.received': [postOrder],
  'orders.listed': [postList],
  'order.updated': [redrawThisOrder, followChange, followStore],
  'order.turned_away': [tellTurnedAway],
  'order.passed_over': [],
  'order.cancelled': [withdraw, redrawThisOrder],
  'order.held': [tellHeldInStore, redrawThisOrder],
  'order.deleted': [withdraw, tellDeleted, redrawThisOrder],
  'order.reopened': [followReopened, redrawThisOrder],
  'order.released': [sendDraftsOfOrder, forwardLetGo, settleHeldInStore, redrawThisOrder],
  'order.noted': [redrawThisOrder],
  'order.needs_routing': [askForRouting],
  'order.forwarded': [redrawThisOrder],
  'order.erased': [redrawThisOrder],
  'order.exported': [],
  'purchase_order.drafted': [redrawItsOrder],
  'purchase_order.sent': [sendToSupplier],
  'purchase_orders.gathered': [offerTogether],
  'purchase_order.acknowledged': [redrawItsOrder],
  'purchase_order.promised': [redrawItsOrder],
  'purchase_order.postponed': [redrawItsOrder],
  'purchase_order.declined': [tellDeclined],
  'purchase_order.cancelled': [redrawItsOrder, tellWithdrawn],
  'purchase_order.answered': [tellPiecesAnswered],
  'purchase_order.taken_back': [redrawItsOrder, tellTakenBack],
  'offer.decided': [redrawItsOrder, tellDecided],
  'purchase_order.noted': [redrawItsOrder, tellNote],
  'purchase_order.made_with_note': [],
  'purchase_order.ship_to_seen': [],
  'change.requested': [askSupplier],
  'change.accepted': [redrawItsOrder],
  'change.refused': [redrawItsOrder, tellRefused],
  'change.withdrawn': [redrawItsOrder, tellNoLongerAsked],
  'change.shipped_past': [redrawItsOrder, tellShippedPast],
  'shipment.recorded': [redrawItsOrder, tellTooMany],
  'shipment.corrected': [redrawItsOrder],
  'shipment.postponed': [redrawItsOrder],
  'shipment.removed': [redrawItsOrder, tellRemoved],
  'shipment.scanned': [redrawItsOrder],
  'shipment.delivered': [redrawItsOrder],
  'shipment.delivery_taken_back': [redrawItsOrder],
  'shipment.followed': [redrawItsOrder],
  'purchase_order.delivered': [redrawItsOrder],
  'supplier.room_bound': [bringAlong, sendDraftsOfSupplier],
  'supplier.rooms_set': [bringAlong],
  'supplier.sku_listed': [redrawRoutable],
  'supplier.sku_removed': [redrawRoutable],
  'supplier.sku_renamed': [redrawRenamed],
  'agreement.accepted': [postponeOpen],
  'case.opened': [showItsOrder, redrawItsOrder],
  'case.closed': [redrawItsOrder],
  'case.reopened': [redrawItsOrder],
  'complaint.sent': [redrawItsOrder],
} satisfies OwnReactions
