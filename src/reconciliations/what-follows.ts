import type { OwnReactions, Speech } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { catchUpOf } from './catch-up.ts'
import { comparingCard, comparisonCard } from './comparison-card.ts'

type Speaks = Pick<Speech, 'post' | 'staffRooms'>

/** Posts it, or redraws it where it stands. */
const show = async (speech: Speaks, subject: string, card: Card) =>
  speech.post({ kind: 'comparison', subject }, await speech.staffRooms('alerts'), card)

/** What follows for comparing stores: who asked sees the outcome; nobody else is bothered unless orders are missing. */
export const reconciliationReactions = {
  'store.linked': [(speech, { about }) => speech.owe(catchUpOf(about))],
  'store.comparison_asked': [(speech, { about, data }) => show(speech, about, comparingCard(data))],
  'store.reconciled': [
    async (speech, { about, data }) => {
      const card = comparisonCard(about, data)
      if (data.missing > 0) await show(speech, about, card)
      else await speech.redraw({ kind: 'comparison', subject: about }, card)
    },
  ],
} satisfies OwnReactions
