import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { followCancelled, followIt } from './reactions.ts'
import { decideHow, tellLate } from './tell.ts'
import { watchAllOfIt, watchIt } from './watching.ts'

/** What follows for all that a clock counts. */
export const lateReactions = {
  'order.cancelled': [watchAllOfIt, followCancelled],
  'purchase_order.sent': [watchIt],
  'purchase_order.acknowledged': [watchIt, followIt],
  'purchase_order.promised': [watchIt, followIt],
  'purchase_order.declined': [watchIt, followIt],
  'purchase_order.cancelled': [watchIt, followIt],
  'change.accepted': [watchIt, followIt],
  'shipment.recorded': [watchIt, followIt],
  'shipment.corrected': [watchIt, followIt],
  'shipment.scanned': [watchIt, followIt],
  'purchase_order.delivered': [watchIt, followIt],
  'late.noticed': [decideHow],
  'late.told': [tellLate],
} satisfies OwnReactions
