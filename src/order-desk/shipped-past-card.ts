import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { askedWords } from '../purchase-orders/open-changes.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'

type ShippedPast = Events['change.shipped_past']

/** Tells staff that a parcel went although its supplier had been asked for something else. */
export function shippedPastCard(
  { order }: OrderView,
  { po, supplier, lines }: PurchaseOrderView,
  past: ShippedPast,
): Card {
  const asked = askedWords(past.kinds.map(kind => ({ kind })))
  const left = lines.reduce((sum, line) => sum + Math.max(0, line.asked - line.shipped), 0)
  const rest = past.whole
    ? ''
    : ` ${count(left, 'piece')} of it ${left === 1 ? 'has' : 'have'} not shipped: the change is still asked.`
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${po.number} shipped against an open change`,
    summary: `${supplier.name} shipped ${po.number} as before: ${asked}.${rest}`,
    facts: [
      { label: 'Asked', value: past.what },
      { label: 'Parcel', value: past.tracking },
    ],
    buttons: [{ label: 'Story', command: 'order.show', input: { order: order.id } }],
  }
}
