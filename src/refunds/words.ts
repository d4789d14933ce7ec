import type { Phrase } from '../kernel/shapes/card.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { list } from '../kernel/words/text.ts'
import type { RefundView } from './refund-view.ts'
import type { RefundAtStore, RefundOffer } from './tables.ts'

/** `EUR 12.50`, or `JPY 1,875 (USD 12.50)` where the customer paid in another currency than the shop's. */
export function priceWords({ price, own }: RefundOffer): string {
  return price.currency === own.currency ? inMoney(price) : `${inMoney(price)} (${inMoney(own)})`
}

/** What is inside of a price: `EUR 12.50, of it EUR 2.00 tax and EUR 4.90 shipping`. */
export function offeredWords(offer: RefundOffer): string {
  const { currency } = offer.price
  const of = [
    ...(offer.taxMinor > 0 ? [`${inMoney({ currency, minor: offer.taxMinor })} tax`] : []),
    ...(offer.shippingMinor > 0 ? [`${inMoney({ currency, minor: offer.shippingMinor })} shipping`] : []),
  ]
  return of.length > 0 ? `${priceWords(offer)}, of it ${list(of)}` : priceWords(offer)
}

/** The offer that was pressed, in words; before that the first. */
export function amountOf({ offers, offer }: RefundAtStore): string {
  const chosen = offers[offer ?? 0]
  return chosen ? priceWords(chosen) : ''
}

/** How the newest refund at the store is, on the staff's card of a case. */
export function refundFacts(
  { store, refund }: Omit<RefundView, 'canRefund'>,
  isOpen = true,
): readonly { label: string; value: Phrase }[] {
  const isShown = refund && (isOpen || refund.askedAt)
  return isShown ? [{ label: 'At the store', value: stateWords(store, refund) }] : []
}

function stateWords(store: string, refund: RefundAtStore): Phrase {
  const amount = amountOf(refund)
  switch (refund.status) {
    case 'wanted':
      return `Asking ${store} what it would refund`
    case 'offered':
      return `${store} would refund ${list(refund.offers.map(offeredWords), 'or')}. Nothing is refunded yet.`
    case 'asked':
    case 'trying':
      return `Refunding ${amount} at ${store}`
    case 'declined':
      return `${store} hasn’t refunded ${amount}. ${refund.why ?? ''}`
    case 'done':
      return [`${amount} refunded at ${store}, `, { at: refund.doneAt?.toISOString() ?? '' }]
    case 'ended':
      return 'Not refunded there'
  }
}
