import { batchReactions } from './batches/what-follows.ts'
import { cancellationReactions } from './cancellations/what-follows.ts'
import { caseReactions } from './cases/what-follows.ts'
import { changeReactions } from './changes/what-follows.ts'
import { checkpointReactions } from './checkpoints/what-follows.ts'
import { complaintReactions } from './complaints/what-follows.ts'
import { conversationReactions } from './conversations/what-follows.ts'
import { customerReactions } from './customers/what-follows.ts'
import { digestReactions } from './digests/what-follows.ts'
import { fulfilmentReactions } from './fulfilments/what-follows.ts'
import { merge, type OwnReactions, type Reactions } from './kernel/asking/reaction.ts'
import { lateReactions } from './late/what-follows.ts'
import { mailReactions } from './mails/what-follows.ts'
import { orderDeskReactions } from './order-desk/what-follows.ts'
import { peopleReactions } from './people/what-follows.ts'
import { proposalReactions } from './proposals/what-follows.ts'
import { questionReactions } from './questions/what-follows.ts'
import { reachReactions } from './reaches/what-follows.ts'
import { reconciliationReactions } from './reconciliations/what-follows.ts'
import { refundReactions } from './refunds/what-follows.ts'
import { returnReactions } from './returns/what-follows.ts'
import { sampleReactions } from './sample/what-follows.ts'
import { setUpReactions } from './set-up/what-follows.ts'
import { staffReactions } from './staff/what-follows.ts'
import { storeReactions } from './stores/what-follows.ts'
import { supplierReactions } from './suppliers/what-follows.ts'
import { trackingImportReactions } from './tracking-imports/what-follows.ts'
import { troubleReactions } from './troubles/what-follows.ts'
import { webhookReactions } from './webhooks/what-follows.ts'

/** Facts after which nothing follows, of nouns that react to none. */
const NOTHING = {
  'order.assessed': [],
  'order.refund_told': [],
  'room.renamed': [],
  'room.moved': [],
  'room.regained': [],
  'follow_up.refused': [],
  'api_key.made': [],
  'api_key.ended': [],
} satisfies OwnReactions

/**
 * What follows each fact. A fact that no noun names does not compile. Where several nouns follow one fact they do so in
 * this order, for each builds on what those before it did: a room is greeted before its purchase orders come, the desk
 * withdraws a cancelled order before its late cases end, late cases see their purchase order before complaints do, and
 * cases are drawn before returns count again.
 */
export const reactions: Reactions = merge([
  NOTHING,
  batchReactions,
  storeReactions,
  reconciliationReactions,
  sampleReactions,
  peopleReactions,
  staffReactions,
  supplierReactions,
  setUpReactions,
  reachReactions,
  orderDeskReactions,
  trackingImportReactions,
  fulfilmentReactions,
  cancellationReactions,
  webhookReactions,
  conversationReactions,
  checkpointReactions,
  caseReactions,
  refundReactions,
  changeReactions,
  questionReactions,
  lateReactions,
  troubleReactions,
  complaintReactions,
  returnReactions,
  mailReactions,
  proposalReactions,
  digestReactions,
  customerReactions,
])
