import type { OwnReactions } from '../kernel/asking/reaction.ts'
import { catchUpOf } from './catch-up.ts'
import { comparingCard, comparisonCard } from './comparison-card.ts'

const key = (store: string) => ({ kind: 'comparison', subject: store })

/** What follows for comparing stores: who asked sees the outcome; nobody else is bothered unless orders are missing. */
export const reconciliationReactions = {
  'store.linked': [(speech, { about }) => speech.owe(catchUpOf(about))],
  'store.comparison_asked': [
    async (speech, { about, data }) => speech.post(key(about), await speech.staffRooms('alerts'), comparingCard(data)),
  ],
  'store.reconciled': [
    async (speech, { about, data }) => {
      const card = comparisonCard(about, data)
      if (data.missing > 0) await speech.post(key(about), await speech.staffRooms('alerts'), card)
      else await speech.redraw(key(about), card)
    },
  ],
} satisfies OwnReactions
