import type { OwnReactions } from '../kernel/asking/reaction.ts'
import {
  askToRecountReturn,
  postReturn,
  redrawOrderOfReturn,
  redrawReturn,
  tellApproved,
  tellComing,
  tellExpected,
  tellInspected,
  tellReturnDeclined,
  tellSettled,
  warnOfExpiry,
} from './reactions.ts'

/** What follows for returns. */
export const returnReactions = {
  'case.corrected': [askToRecountReturn],
  'case.credited': [askToRecountReturn],
  'return.requested': [postReturn],
  'return.approved': [tellApproved],
  'return.declined': [tellReturnDeclined],
  'return.withdrawn': [],
  'return.instructed': [redrawReturn],
  'return.posted_back': [tellComing],
  'return.received': [redrawReturn, redrawOrderOfReturn],
  'return.inspected': [tellInspected, redrawOrderOfReturn],
  'return.expected': [tellExpected],
  'return.settled': [tellSettled],
  'return.closed': [],
  'return.expiring': [warnOfExpiry],
} satisfies OwnReactions
