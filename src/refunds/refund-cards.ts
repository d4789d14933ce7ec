import type { CaseView } from '../cases/case-view.ts'
import type { Events } from '../events.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { doneCard, notDoneCard } from '../stores/not-done-card.ts'

/** In the staff's thread of a case: what the store would refund. The buttons are on its card. */
export function offeredMessage({ one }: CaseView, { store, amounts }: Events['refund.offered']): Card {
  return {
    ...{ audience: 'staff', tone: 'waiting', title: `${store} would refund ${list(amounts, 'or')}` },
    summary: `Nothing is refunded for ${one.number} until you press the amount on the card above.`,
  }
}

export function notOfferedMessage({ one }: CaseView, { store, why }: Events['refund.not_offered']): Card {
  return {
    ...{ audience: 'staff', tone: 'bad', title: `${store} refunds nothing for ${one.number}` },
    summary: `${why} Ask for another amount, or record what you refunded by hand.`,
  }
}

/** The store doesn't give money back that is on record as refunded. */
export function notRefundedCard({ about, data }: { about: string; data: Events['refund.failed'] }): Card {
  const { number, orderId: order, store, amount, why, since, id: refund } = data
  const button = (label: string, command: string): Button => ({ label, command, input: { case: about, refund } })
  return notDoneCard({
    ...{ order, since, title: `${number}: not refunded at ${store}` },
    summary: `${store} hasn’t refunded ${amount} for ${number}. ${why}`,
    again: button('Try again', 'refund.try'),
    other: button('Don’t refund it', 'refund.drop'),
  })
}

export function refundedCard({ number, orderId: order, store, amount }: Events['refund.done']): Card {
  return doneCard({
    ...{ order, title: `${number}: refunded at ${store}` },
    summary: `${store} has refunded ${amount} for ${number}.`,
  })
}

export function droppedCard({ number, orderId: order, store, amount }: Events['refund.dropped']): Card {
  return doneCard({
    ...{ order, title: `${number}: no refund at ${store}` },
    summary: `${amount} isn’t refunded at ${store}, and is off the record of ${number}. Reopen the case if the customer gets something else.`,
  })
}
