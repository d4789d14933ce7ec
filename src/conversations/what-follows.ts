import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { markHeld, settleMark } from './mark-held.ts'
import { bringAcross, closeThreads, openConversationThreads, reopenThreads, tellWhoIsHeard } from './reactions.ts'

/** What follows for what the two sides write. */
export const conversationReactions = {
  'conversation.opened': [openConversationThreads],
  'conversation.said': [bringAcross, settleMark],
  'conversation.edited': [bringAcross, settleMark],
  'conversation.deleted': [bringAcross, settleMark],
  'conversation.held': [markHeld],
  'conversation.stranger_heard': [],
  'conversation.closed': [closeThreads],
  'conversation.reopened': [reopenThreads],
  'chat.heard': [tellWhoIsHeard],
} satisfies OwnReactions
