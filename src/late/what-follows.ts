import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { lookAgain, lookAgainAtAll } from './next-look-reactions.ts'
import { postLateNotices } from './notify/post.ts'
import { followAllOfIt, followIt, resumeIt } from './reactions.ts'

/** What follows for all that a clock counts. */
export const lateReactions = {
  'order.updated': [lookAgainAtAll, followAllOfIt],
  'order.cancelled': [lookAgainAtAll, followAllOfIt],
  'order.deleted': [lookAgainAtAll, followAllOfIt],
  'order.reopened': [lookAgainAtAll, followAllOfIt],
  'order.released': [lookAgainAtAll],
  'purchase_order.sent': [lookAgain],
  'purchase_order.acknowledged': [lookAgain, followIt],
  'purchase_order.promised': [lookAgain, followIt],
  'purchase_order.postponed': [lookAgain, followIt],
  'purchase_order.declined': [lookAgain, followIt],
  'purchase_order.cancelled': [lookAgain, followIt],
  'purchase_order.answered': [lookAgain, followIt],
  'purchase_order.taken_back': [lookAgain, followIt],
  'change.accepted': [lookAgain, followIt],
  'shipment.recorded': [lookAgain, followIt],
  'shipment.corrected': [lookAgain, followIt],
  'shipment.postponed': [lookAgain, followIt],
  'shipment.removed': [lookAgain, followIt, resumeIt],
  'shipment.scanned': [lookAgain, followIt],
  'shipment.delivered': [lookAgain, followIt],
  'purchase_order.delivered': [lookAgain, followIt],
  'late.noticed': [],
  'late.notified': [postLateNotices],
} satisfies OwnReactions
