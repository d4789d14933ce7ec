import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { doneCard, notDoneCard } from '../stores/not-done-card.ts'

/** The store doesn't have a return as it is here. */
export function notToldCard(
  about: string,
  { number, orderId: order, store, why, since }: Events['return.not_told'],
): Card {
  return notDoneCard({
    ...{ order, since, title: `${number}: not in ${store}` },
    summary: `${store} doesn’t have return ${number} as it is here. ${why}`,
    again: { label: 'Try again', command: 'return.tell-store', input: { case: about } },
  })
}

export function returnToldCard({ number, orderId: order, store }: Events['return.told']): Card {
  const title = `${number}: in ${store}`
  return doneCard({ order, title, summary: `${store} has return ${number} as it is here now.` })
}

/** A return of the store has pieces that no supplier shipped. */
export function notTakenCard(order: string, { number, store, pieces, numbers }: Events['return.not_taken']): Card {
  const opened = numbers.length > 0 ? `${list(numbers)} has the rest. ` : ''
  return {
    ...{ audience: 'staff', tone: 'warning', title: `Order ${number}: a return in ${store} isn’t here` },
    summary: `${count(pieces, 'piece')} of it can’t come back to a supplier: not shipped here, or in a return already. ${opened}Look at the return in ${store}.`,
    buttons: [{ label: 'Story', command: 'order.show', input: { order } }],
  }
}
