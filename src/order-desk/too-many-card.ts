import type { Events } from '../events.ts'
import type { Card } from '../kernel/shapes/card.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'
import { tooMany, tooManyWords } from './too-many.ts'

/** Tells staff that a supplier shipped more than it was asked for; null where it did not. */
export function tooManyCard(
  { order }: OrderView,
  one: PurchaseOrderView,
  { carrier, tracking }: Events['shipment.recorded'],
): Card | null {
  const lines = tooMany(one)
  if (lines.length === 0) return null
  return {
    audience: 'staff',
    tone: 'bad',
    title: `${one.po.number}: more shipped than asked`,
    summary: `${one.supplier.name} shipped ${tooManyWords(lines)}.`,
    facts: [{ label: 'Parcel', value: `${carrier} ${tracking}` }],
    buttons: [{ label: 'Story', command: 'order.show', input: { order: order.id } }],
  }
}
