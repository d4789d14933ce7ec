import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import type { Left } from './books.ts'

/** @throws Refusal where the refund is in another currency than the order, or more than is left of what was paid, or may be. */
export function refundable(refund: Money, left: Left): Money {
  if (refund.currency !== left.currency)
    throw new Refusal(`The customer paid in ${left.currency}. Refund in ${left.currency}.`, 'amount')
  const { doubt } = left
  if (doubt && refund.minor > left.minor && refund.minor <= left.minor + doubt.minor)
    throw new Refusal(
      `${doubt.words} Until then ${inMoney({ ...left, minor: Math.max(0, left.minor) })} is left to refund.`,
      'amount',
    )
  if (left.minor <= 0) throw new Refusal('Everything paid for this order has already been refunded.', 'amount')
  if (refund.minor <= left.minor) return refund
  throw new Refusal(`Only ${inMoney(left)} of this order is left to refund, not ${inMoney(refund)}.`, 'amount')
}
