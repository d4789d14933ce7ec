import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { sendNewLink } from './renew-link.ts'
import { sendTest, showAnswered, showSent, showStopped } from './test-reactions.ts'
import { settleUnreached, tellParked, tellUnreached } from './unreached-reactions.ts'

/** An old link lets nobody in again, also if a person or room that was removed comes back. */
const endTheirLinks: Reaction<'supplier.contact_removed' | 'supplier.room_removed' | 'supplier.removed'> = speech =>
  speech.ask('supplier.end-dead-links', {})

/** What follows for links by which suppliers act without an account. */
export const reachReactions = {
  'reach.tested': [sendTest],
  'reach.test_answered': [showAnswered],
  'message.shown': [showSent],
  'room.parked': [tellParked, showStopped],
  'message.parked': [tellParked, showStopped],
  'suppliers.unreached': [tellUnreached],
  'suppliers.reached': [settleUnreached],
  'supplier.link_made': [],
  'supplier.link_renewed': [sendNewLink],
  'supplier.links_ended': [],
  'supplier.contact_removed': [endTheirLinks],
  'supplier.room_removed': [endTheirLinks],
  'supplier.removed': [endTheirLinks],
} satisfies OwnReactions
