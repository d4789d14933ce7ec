import type { Events } from '../events.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import type { Order } from '../orders/tables.ts'
import { doneCard, notDoneCard } from '../stores/not-done-card.ts'

/** Asks staff whether the store cancels an order too, which can't be taken back. */
export function cancelOfferCard({ id, number }: Order, store: string, left: Money, summary: string): Card {
  const ask = (label: string, money: 'refund' | 'keep'): Button => ({
    ...{ label, style: 'danger', command: 'order.cancel-in-store', input: { order: id, money } },
  })
  const refund = left.minor > 0 ? [ask(`Cancel there, refund ${inMoney(left)}`, 'refund')] : []
  return {
    ...{ audience: 'staff', tone: 'neutral', title: `Cancel ${number} in ${store} too?` },
    summary: `${summary} It is still open in ${store}. Cancelling it there can’t be undone.`,
    buttons: [...refund, ask('Cancel there, no refund', 'keep')],
  }
}

/** The store doesn't cancel an order, so it may still be shipped or paid for there. */
export function notCancelledCard(
  order: string,
  { number, store, why, since, refund }: Events['cancellation.failed'],
): Card {
  return notDoneCard({
    ...{ order, since },
    title: `Order ${number}: still open in ${store}`,
    summary: `${store} hasn’t cancelled ${number}${refund ? `, and ${refund} hasn’t been refunded` : ''}. ${why}`,
    again: {
      ...{ label: 'Try again', command: 'order.cancel-in-store' },
      input: { order, money: refund ? 'refund' : 'keep' },
    },
  })
}

export function cancelledCard(order: string, { number, store }: Events['cancellation.done']): Card {
  return doneCard({
    order,
    title: `Order ${number}: cancelled in ${store}`,
    summary: `${number} is cancelled in ${store} now.`,
  })
}
