import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { cancelledCard, notCancelledCard } from './cancellation-cards.ts'

const failed = (order: string) => ({ kind: 'cancellation', subject: order })

/** What follows when stores are to cancel orders. */
export const cancellationReactions = {
  'cancellation.asked': [],
  'cancellation.done': [(speech, { about, data }) => speech.redraw(failed(about), cancelledCard(about, data))],
  'cancellation.failed': [
    async (speech, { about, data }) =>
      speech.post(failed(about), await speech.staffRooms('alerts'), notCancelledCard(about, data)),
  ],
} satisfies OwnReactions
