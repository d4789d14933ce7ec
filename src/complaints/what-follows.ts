import type { OwnReactions } from '../kernel/asking/reaction.ts'
import {
  askAboutComplaint,
  askComplaintAgain,
  askToFollowParcels,
  followReplacement,
  followRerouted,
  postComplaint,
  redrawComplaint,
  tellComplaintAnswered,
  tellReplacementLost,
  warnOfClaim,
} from './reactions.ts'
import { redrawSteps, remindOfStep } from './unreceived/reactions.ts'

/** What follows for complaints, and for what they wait for. */
export const complaintReactions = {
  'purchase_order.declined': [followReplacement],
  'purchase_order.cancelled': [followReplacement],
  'purchase_order.rerouted': [followRerouted],
  'change.accepted': [askToFollowParcels],
  'shipment.removed': [askToFollowParcels],
  'shipment.recorded': [askToFollowParcels],
  'purchase_order.delivered': [askToFollowParcels],
  'complaint.received': [postComplaint],
  'complaint.sent': [askAboutComplaint],
  'complaint.answered': [tellComplaintAnswered],
  'complaint.asked_again': [askComplaintAgain],
  'complaint.resolved': [],
  'complaint.replacement_lost': [tellReplacementLost],
  'complaint.claimed': [redrawComplaint],
  'complaint.step_done': [redrawSteps],
  'complaint.step_skipped': [redrawSteps],
  'complaint.step_due': [remindOfStep],
  'complaint.claim_warned': [warnOfClaim],
} satisfies OwnReactions
