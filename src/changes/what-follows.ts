import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { followItsChanges, followOrderChanges } from './reactions.ts'

/** What follows for questions that wait for a supplier. */
export const changeReactions = {
  'order.updated': [followOrderChanges],
  'order.cancelled': [followOrderChanges],
  'order.deleted': [followOrderChanges],
  'order.reopened': [followOrderChanges],
  'change.requested': [followItsChanges],
  'change.accepted': [followItsChanges],
  'change.refused': [followItsChanges],
  'change.shipped_past': [followItsChanges],
  'purchase_order.declined': [followItsChanges],
  'purchase_order.cancelled': [followItsChanges],
  'shipment.recorded': [followItsChanges],
} satisfies OwnReactions
