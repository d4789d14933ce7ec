import type { Card } from '../kernel/shapes/card.ts'
import type { PurchaseOrderView } from './order-view.ts'

/** Tells a supplier that what it was sent is not wanted any more. */
export function withdrawnCard({ po, supplier }: PurchaseOrderView): Card {
  return {
    audience: { supplierId: supplier.id },
    tone: 'warning',
    title: `${po.number} is cancelled`,
    summary: `The shop cancelled ${po.number} before you acknowledged it. Please do not ship it.`,
  }
}
