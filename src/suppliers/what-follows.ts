import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { askAboutClosure, tellClosureAnswered } from './closure-cards.ts'
import { askStaffToAdd, settleJoin, tellLost, tellShared } from './reactions.ts'
import { askInNewRoom, askToAccept, tellAnswered } from './terms-reactions.ts'

/** What follows for suppliers, their rooms and their agreements. */
export const supplierReactions = {
  'agreement.proposed': [askToAccept],
  'agreement.accepted': [tellAnswered],
  'agreement.refused': [tellAnswered],
  'closure.announced': [askAboutClosure],
  'closure.accepted': [tellClosureAnswered],
  'closure.refused': [tellClosureAnswered],
  'supplier.added': [],
  'supplier.room_bound': [askInNewRoom],
  'supplier.contact_added': [settleJoin],
  'supplier.contact_refused': [settleJoin],
  'supplier.contact_removed': [],
  'supplier.contact_renamed': [],
  'supplier.pings_set': [],
  'supplier.mailed_address_set': [],
  'supplier.contact_asked': [askStaffToAdd],
  'chat.lost': [tellLost],
  'room.shared': [tellShared],
} satisfies OwnReactions
