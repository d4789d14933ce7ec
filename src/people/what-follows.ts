import type { OwnReactions } from '../kernel/asking/reaction.ts'

/** Who may sign in is looked up each time: nothing follows. */
export const peopleReactions = {
  'person.invited': [],
  'person.joined': [],
  'person.removed': [],
} satisfies OwnReactions
