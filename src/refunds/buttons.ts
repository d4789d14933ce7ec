import type { Button } from '../kernel/shapes/card.ts'
import type { RefundAtStore } from './tables.ts'
import { priceWords } from './words.ts'

/** A button for each amount that the store would give back; none unless it waits for a press. */
export function offerButtons({ refund }: { refund: RefundAtStore | null }): readonly Button[] {
  if (refund?.status !== 'offered') return []
  return refund.offers.map((offer, index) => ({
    label: `Refund ${priceWords(offer)}${offer.shipping ? ' with shipping' : ''}`,
    command: 'refund.pay',
    input: { case: refund.caseId, refund: refund.id, offer: index },
    ...(index === 0 && { style: 'primary' as const }),
  }))
}
