import type { OwnReactions, Reaction, Speech } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { goneCard, requestCard, storeCard } from './store-card.ts'

/** The one card of a store's connection. */
const show = async (speech: Pick<Speech, 'post' | 'staffRooms'>, subject: string, card: Card) =>
  speech.post({ kind: 'store', subject }, await speech.staffRooms('alerts'), card)

/** Staff who disconnect a store know it; who hears of it from the store does not. */
const tellGone: Reaction<'store.unlinked'> = async (speech, { about, data }) => {
  if (speech.actor.side === 'system') await show(speech, about, goneCard(data))
}

/** The store's card: posted when something is wrong that was not, and once when all is well. */
const tellStore: Reaction<'store.checked'> = async (speech, { about, data }) => {
  const seen = (data.before ?? []).join('\n') === data.troubles.join('\n')
  if (data.before && seen) return
  await show(speech, about, storeCard(about, data))
}

const requestOf = (address: string) => ({ kind: 'store-request', subject: address })

/** Nobody's store is connected before staff press for it. */
const askStaff: Reaction<'store.requested'> = async (speech, { data }) =>
  speech.post(requestOf(data.address), await speech.staffRooms('alerts'), requestCard(data))

const settleRequest: Reaction<'store.linked'> = (speech, { data }) =>
  speech.redraw(requestOf(data.address), requestCard(data, data.name))

/** What follows for stores. */
export const storeReactions = {
  'store.added': [],
  'store.connected': [],
  'store.returned': [],
  'store.changed': [],
  'store.payment_set': [],
  'store.option_set': [],
  'store.linked': [settleRequest],
  'store.requested': [askStaff],
  'store.unlinked': [tellGone],
  'store.checked': [tellStore],
} satisfies OwnReactions
