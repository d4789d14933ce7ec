import type { CardLink } from '../kernel/shapes/card.ts'

/** The card of a purchase order in its supplier's room. */
export const purchaseOrderKey = ({ id }: { id: string }): CardLink['card'] => ({ kind: 'purchase-order', subject: id })
