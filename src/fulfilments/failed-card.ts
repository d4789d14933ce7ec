import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { doneCard, notDoneCard } from '../stores/not-done-card.ts'

/** The store of an order does not know its parcels, so the customer does not either. */
export function failedCard(order: string, { number, store, why, since }: Events['fulfilment.failed']): Card {
  return notDoneCard({
    ...{ order, since },
    title: `Order ${number}: tracking isn’t in ${store}`,
    summary: `${store} doesn’t have the tracking numbers of ${number} yet, so the customer hasn’t heard. ${why}`,
    again: { label: 'Try again', command: 'order.tell-store', input: { order } },
  })
}

/** The same card once it worked after all. */
export function toldCard(order: string, { number, store, trackings }: Events['fulfilment.told']): Card {
  return doneCard({
    order,
    title: `Order ${number}: tracking is in ${store}`,
    summary: trackings.length > 0 ? `${store} has ${list(trackings)} now.` : `${store} has all of ${number} now.`,
  })
}
