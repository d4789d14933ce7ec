import type { OwnReactions, Speech } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { catchUpOf } from './catch-up.ts'
import { comparisonOf } from './compare-store.ts'
import { comparingCard, comparisonCard } from './comparison-card.ts'
import { healedCard } from './healed-card.ts'
import { readCard, unreadCard } from './unread-card.ts'

type Speaks = Pick<Speech, 'post' | 'staffRooms'>

/** Posts it, or redraws it where it stands. */
const show = async (speech: Speaks, subject: string, card: Card) =>
  speech.post({ kind: 'comparison', subject }, await speech.staffRooms('alerts'), card)

const unread = (store: string) => ({ kind: 'unread-store', subject: store })

/** What follows for comparing stores: who asked sees the outcome; nobody else is bothered unless orders are missing. */
export const reconciliationReactions = {
  'store.linked': [(speech, { about }) => speech.owe(catchUpOf(about))],
  'store.healed': [
    async (speech, { about, id, data }) => {
      const key = { kind: 'healed-store', subject: `${about}/${id}` }
      await speech.post(key, await speech.staffRooms('alerts'), healedCard(data))
      await speech.owe(comparisonOf(about))
      await show(speech, about, comparingCard(data))
    },
  ],
  'store.unread': [
    async (speech, { about, data }) =>
      speech.post(unread(about), await speech.staffRooms('alerts'), unreadCard(about, data)),
  ],
  'store.read': [(speech, { about, data }) => speech.redraw(unread(about), readCard(data))],
  'store.comparison_asked': [(speech, { about, data }) => show(speech, about, comparingCard(data))],
  'store.reconciled': [
    async (speech, { about, data }) => {
      const card = comparisonCard(about, data)
      if (data.missing > 0) await show(speech, about, card)
      else await speech.redraw({ kind: 'comparison', subject: about }, card)
    },
  ],
} satisfies OwnReactions
