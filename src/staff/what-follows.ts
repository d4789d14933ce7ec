import type { OwnReactions } from '../kernel/asking/reaction.ts'

/** Who may do what is read with who speaks: nothing follows. */
export const staffReactions = {
  'staff.power_granted': [],
  'staff.power_withdrawn': [],
  'staff.power_opened': [],
} satisfies OwnReactions
