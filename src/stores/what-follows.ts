import type { OwnReactions, Reaction } from '../kernel/asking/reaction.ts'
import { storeCard } from './store-card.ts'

/** The store's card: posted when something is wrong that was not, and once when all is well. */
const tellStore: Reaction<'store.checked'> = async (speech, { about, data }) => {
  const seen = (data.before ?? []).join('\n') === data.troubles.join('\n')
  if (data.before && seen) return
  const card = storeCard(about, data)
  await speech.post({ kind: 'store', subject: about }, await speech.staffRooms('alerts'), card)
}

/** What follows for stores. */
export const storeReactions = {
  'store.added': [],
  'store.connected': [],
  'store.changed': [],
  'store.payment_set': [],
  'store.option_set': [],
  'store.linked': [],
  'store.unlinked': [],
  'store.checked': [tellStore],
} satisfies OwnReactions
