import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { markAcknowledged } from '../purchase-orders/acknowledge.ts'
import { type LastWord, stateOfPieces } from '../purchase-orders/pieces.ts'
import { purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { settleDelivered } from '../shipments/settle-delivered.ts'
import { cancelPurchaseOrder } from './cancel-purchase-order.ts'
import { purchaseOrderView } from './order-view.ts'
import { piecesOfLine } from './pieces-of-line.ts'

/**
 * Brings the times of a purchase order in line with its pieces, after a verb that moved some of them.
 * @param last what the verb made of the pieces it took off
 */
export async function settlePieces(verb: Verb, po: PurchaseOrder, last: LastWord): Promise<void> {
  const view = await purchaseOrderView(verb.db, po)
  const state = stateOfPieces(
    po.sentAt !== null,
    view.lines.map(line => piecesOfLine(view, line)),
    last,
  )
  if (state === purchaseOrderState(po)) return
  if (state === 'cancelled') return cancelPurchaseOrder(verb, po, null)
  if (state === 'acknowledged') return markAcknowledged(verb, view, null)
  if (state === 'shipped' || state === 'delivered') {
    const shippedAt = po.shippedAt ?? verb.now
    await verb.db.update(purchaseOrders).set({ shippedAt }).where(eq(purchaseOrders.id, po.id))
    await settleDelivered(verb, { ...po, shippedAt })
  }
  if (state !== 'declined') return
  const said = view.lines.flatMap(({ pin }) => pin.declined).at(-1)
  const { reason, note } = said ?? { reason: 'other' as const, note: null }
  const no = { declinedAt: verb.now, declinedBy: verb.actor.name, declineReason: reason, declineNote: note }
  await verb.db.update(purchaseOrders).set(no).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.declined', po.id, { orderId: po.orderId, number: po.number, reason, note })
}
