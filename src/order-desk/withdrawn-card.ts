import type { Card } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import type { PurchaseOrderView } from './order-view.ts'

/** Tells a supplier that what it was sent is not wanted any more. */
export function withdrawnCard({ po, supplier }: PurchaseOrderView): Card {
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: 'warning',
    title: `${po.number} is cancelled`,
    summary: `The shop cancelled ${po.number} before you acknowledged it. Please do not ship it.`,
  }
}
