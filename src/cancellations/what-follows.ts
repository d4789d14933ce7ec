import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { cancelledCard, notCancelledCard } from './cancellation-cards.ts'

const notCancelled = (order: string) => ({ kind: 'cancellation', subject: order })

/** What follows when stores are to cancel orders. */
export const cancellationReactions = {
  'cancellation.asked': [],
  'cancellation.done': [(speech, { about, data }) => speech.redraw(notCancelled(about), cancelledCard(about, data))],
  'cancellation.failed': [
    async (speech, { about, data }) =>
      speech.post(notCancelled(about), await speech.staffRooms('alerts'), notCancelledCard(about, data)),
  ],
} satisfies OwnReactions
