import type { Left } from '../cases/books.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { refundable } from '../cases/refundable.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'

export type Resolution = keyof typeof RESOLUTIONS
export const resolutions = Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]]

/** What the customer is given back, and what the supplier credits us. */
export type Settlement = { refund: Money | null; credit: Money | null }

/**
 * What a resolution moves in money. Pure.
 * @param full what was paid for the pieces complained of
 * @param left what was paid for the order and not refunded yet
 * @throws Refusal on `amount` where it wants one and has none, has one and wants none, or would give more than was paid.
 */
export function settle(resolution: Resolution, amount: Money | null, full: Money, left: Left): Settlement {
  const none = { refund: null, credit: null }
  if (amount && amount.minor <= 0) throw new Refusal('Write an amount above zero, or leave it empty.', 'amount')
  switch (resolution) {
    case 'refund':
      return { ...none, refund: refundable(amount ?? full, left) }
    case 'partial_refund': {
      if (!amount) throw new Refusal('How much is refunded? Write an amount such as 12.50.', 'amount')
      const part = refundable(amount, left)
      if (part.minor < full.minor) return { ...none, refund: part }
      throw new Refusal(
        `A partial refund is less than the ${inMoney(full)} that was paid. Choose Refund instead.`,
        'amount',
      )
    }
    case 'supplier_credit':
      if (!amount) throw new Refusal('How much does the supplier credit? Write an amount such as 12.50 USD.', 'amount')
      return { ...none, credit: amount }
    case 'replacement':
    case 'explained':
    case 'withdrawn':
      if (amount) throw new Refusal(`${RESOLUTIONS[resolution]} moves no money. Leave the amount empty.`, 'amount')
      return none
  }
}
