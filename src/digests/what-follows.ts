import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { postDigest } from './post-digest.ts'

/** What follows for digests. */
export const digestReactions = {
  'digest.made': [postDigest],
  'digest.hour_set': [],
  'pings.limited': [],
} satisfies OwnReactions
