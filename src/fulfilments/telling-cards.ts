import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { doneCard, notDoneCard } from '../stores/not-done-card.ts'
import type { ToldBesides } from './tell-besides.ts'

type Words = { lacks: string; so: (number: string) => string; has: string }

const WORDS: Readonly<Record<ToldBesides, Words>> = {
  deadline: {
    lacks: 'the ship-by date isn’t right in',
    so: number => `doesn’t show by when ${number} ships`,
    has: 'the ship-by date is right in',
  },
  hold: {
    lacks: 'the hold isn’t the same in',
    so: number => `doesn’t hold ${number} as it is held here, or still holds it`,
    has: 'the hold is the same in',
  },
  events: {
    lacks: 'scans are missing in',
    so: number => `doesn’t know what the carrier said about the parcels of ${number}`,
    has: 'scans are in',
  },
}

/** The store of an order isn't up to date about something. */
export function untoldCard(
  order: string,
  { number, store, what, why, since, isFinal }: Events['telling.failed'],
): Card {
  const reason = isFinal ? `It refused: “${why}” I don’t try again by myself.` : why
  return notDoneCard({
    ...{ order, since, title: `Order ${number}: ${WORDS[what].lacks} ${store}` },
    summary: `${store} ${WORDS[what].so(number)}. ${reason}`,
    again: { label: 'Try again', command: 'order.tell-store', input: { order } },
  })
}

/** The same card once it worked after all. */
export function toldBesidesCard(order: string, { number, store, what }: Events['telling.settled']): Card {
  const title = `Order ${number}: ${WORDS[what].has} ${store}`
  return doneCard({ order, title, summary: `${store} is up to date about ${number} now.` })
}
