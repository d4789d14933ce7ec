import { type Pieces, piecesOf } from '../purchase-orders/pieces.ts'
import type { LineView, PurchaseOrderView } from './order-view.ts'

/** Where the pieces of a line of a purchase order are. Pure. */
export function piecesOfLine(
  { po, parcels }: Pick<PurchaseOrderView, 'po' | 'parcels'>,
  { pin, shipped }: LineView,
): Pieces {
  const came = parcels.reduce(
    (sum, { deliveredAt, pieces }) => sum + (deliveredAt ? (pieces.get(pin.orderLineId) ?? 0) : 0),
    0,
  )
  return piecesOf(po, pin, shipped, came)
}
