import {
  hearInCase,
  sayAllClimbed,
  sayAnswered,
  sayClimbed,
  sayClosed,
  sayGiven,
  sayNudged,
  sayReopened,
  sayUnanswered,
  sayWoke,
} from './cases/reactions.ts'
import {
  askAboutComplaint,
  askComplaintAgain,
  endComplaint,
  followParcels,
  followReplacement,
  followRerouted,
  postComplaint,
  resumeComplaint,
  showComplaint,
  tellComplaintAnswered,
  tellReplacementLost,
  warnOfClaim,
} from './complaints/reactions.ts'
import { markHeld, settleMark } from './conversations/mark-held.ts'
import { bringAcross, closeThreads, openThreads, reopenThreads, tellWhoIsHeard } from './conversations/reactions.ts'
import { postDigest } from './digests/post-digest.ts'
import type { Reactions } from './kernel/asking/reaction.ts'
import { followCancelled, followIt, showLate } from './late/reactions.ts'
import { decideHow, tellLate } from './late/tell.ts'
import { watchAllOfIt, watchIt } from './late/watching.ts'
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
  tellWithdrawn,
  withdraw,
} from './order-desk/reactions.ts'
import {
  endReturn,
  postReturn,
  recountReturn,
  resumeReturn,
  showReturn,
  tellApproved,
  tellComing,
  tellExpected,
  tellInspected,
  tellReturnDeclined,
  tellSettled,
  warnOfExpiry,
} from './returns/reactions.ts'
import { askStaffToAdd, tellLost, tellParked, tellShared } from './suppliers/reactions.ts'
import { askInNewRoom, askToAccept, tellAnswered } from './suppliers/terms-reactions.ts'

/** What follows each fact. A fact that nothing names here does not compile. */
export const reactions: Reactions = {
  'store.added': [],
  'store.changed': [],

  'order.received': [postOrder],
  'order.updated': [redrawThisOrder, followChange],
  'order.turned_away': [tellTurnedAway],
  'order.passed_over': [],
  'order.cancelled': [withdraw, redrawThisOrder, watchAllOfIt, followCancelled],
  'order.held': [redrawThisOrder],
  'order.released': [sendDraftsOfOrder, redrawThisOrder],
  'order.noted': [redrawThisOrder],
  'order.needs_routing': [askForRouting],
  'order.forwarded': [redrawThisOrder],

  'purchase_order.drafted': [redrawItsOrder],
  'purchase_order.sent': [sendToSupplier, watchIt],
  'purchase_order.acknowledged': [redrawItsOrder, watchIt, followIt],
  'purchase_order.promised': [redrawItsOrder, watchIt, followIt],
  'purchase_order.declined': [tellDeclined, watchIt, followIt, followReplacement],
  'purchase_order.cancelled': [redrawItsOrder, tellWithdrawn, watchIt, followIt, followReplacement],
  'purchase_order.rerouted': [followRerouted],
  'purchase_order.ship_to_seen': [],

  'change.requested': [askSupplier],
  'change.accepted': [redrawItsOrder, watchIt, followIt, followParcels],
  'change.refused': [redrawItsOrder, tellRefused],

  'shipment.recorded': [redrawItsOrder, watchIt, followIt, followParcels],
  'shipment.corrected': [redrawItsOrder, watchIt, followIt],
  'shipment.scanned': [redrawItsOrder, watchIt, followIt],
  'purchase_order.delivered': [redrawItsOrder, watchIt, followIt, followParcels],

  'late.noticed': [decideHow],
  'late.told': [tellLate],

  'case.opened': [],
  'case.taken': [showLate, showComplaint, showReturn],
  'case.given': [showLate, showComplaint, showReturn, sayGiven],
  'case.snoozed': [showLate, showComplaint, showReturn],
  'case.woke': [showLate, showComplaint, showReturn, sayWoke],
  'case.nudged': [showLate, showComplaint, showReturn, sayNudged],
  'case.answered': [showLate, showComplaint, showReturn, sayAnswered],
  'case.heard': [showLate, showComplaint, showReturn],
  'case.closed': [showLate, sayClosed, endComplaint, endReturn],
  'case.reopened': [showLate, sayReopened, resumeComplaint, resumeReturn],
  'case.climbed': [showLate, showComplaint, showReturn, sayClimbed],
  'case.unanswered': [showLate, showComplaint, showReturn, sayUnanswered],
  'cases.climbed': [sayAllClimbed],
  'case.ladder_set': [],
  'case.noted': [],
  'case.corrected': [recountReturn, showComplaint, showReturn],
  'case.exported': [],
  'case.evidence_added': [showComplaint, showReturn],

  'complaint.received': [postComplaint],
  'complaint.sent': [askAboutComplaint],
  'complaint.answered': [tellComplaintAnswered],
  'complaint.asked_again': [askComplaintAgain],
  'complaint.resolved': [],
  'complaint.replacement_lost': [tellReplacementLost],
  'complaint.claimed': [showComplaint],
  'complaint.claim_warned': [warnOfClaim],

  'return.requested': [postReturn],
  'return.approved': [tellApproved],
  'return.declined': [tellReturnDeclined],
  'return.withdrawn': [],
  'return.instructed': [showReturn],
  'return.posted_back': [tellComing],
  'return.received': [showReturn],
  'return.inspected': [tellInspected],
  'return.expected': [tellExpected],
  'return.settled': [tellSettled],
  'return.closed': [],
  'return.expiring': [warnOfExpiry],

  'conversation.opened': [openThreads],
  'conversation.said': [bringAcross, hearInCase, settleMark],
  'conversation.edited': [bringAcross, settleMark],
  'conversation.deleted': [bringAcross, settleMark],
  'conversation.held': [markHeld],
  'conversation.stranger_heard': [],
  'conversation.closed': [closeThreads],
  'conversation.reopened': [reopenThreads],

  'digest.made': [postDigest],
  'digest.hour_set': [],
  'pings.limited': [],

  'agreement.proposed': [askToAccept],
  'agreement.accepted': [tellAnswered],
  'agreement.refused': [tellAnswered],

  'supplier.added': [],
  'supplier.room_bound': [askInNewRoom, sendDraftsOfSupplier],
  'supplier.contact_added': [],
  'supplier.contact_asked': [askStaffToAdd],
  'supplier.sku_listed': [redrawRoutable],

  'chat.heard': [tellWhoIsHeard],
  'chat.lost': [tellLost],

  'room.renamed': [],
  'room.moved': [],
  'room.regained': [],
  'room.shared': [tellShared],
  'room.parked': [tellParked],
  'message.parked': [tellParked],
  'follow_up.refused': [],
}
