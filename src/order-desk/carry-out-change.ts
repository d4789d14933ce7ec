import { and, eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { type Change, purchaseOrderLines } from '../purchase-orders/tables.ts'
import { acceptDetails } from '../purchase-orders/write-record.ts'
import { cancelPurchaseOrder } from './cancel-purchase-order.ts'
import type { PurchaseOrderView } from './order-view.ts'
import { settlePieces } from './settle-pieces.ts'

type Quantities = Readonly<Record<string, number>>

/** Does what a supplier said yes to. An address needs nothing done: it is read from the order. */
export async function carryOut(
  verb: Verb,
  view: PurchaseOrderView,
  { kind, quantities, details }: Change,
): Promise<void> {
  if (details) return acceptDetails(verb.db, view.po, details)
  if (kind === 'quantity') return setQuantities(verb, view, quantities)
  if (kind !== 'cancel') return
  if (canMovePurchaseOrder(view.po, 'cancel')) return cancelPurchaseOrder(verb, view.po, null)
  // Some of it is on its way: what is in parcels stays, the rest is not shipped any more.
  await setQuantities(verb, view, Object.fromEntries(view.lines.map(({ line, shipped }) => [line.id, shipped])))
}

/**
 * Asks a supplier for so many pieces from now on. With nothing left to ask for it is cancelled,
 * and with every piece in a parcel it is shipped.
 * @throws Refusal when more are in parcels already.
 */
export async function setQuantities(verb: Verb, view: PurchaseOrderView, quantities: Quantities): Promise<void> {
  const { po } = view
  const after = view.lines.map(one => ({ ...one, asked: quantities[one.line.id] ?? one.asked }))
  const gone = after.filter(one => one.asked < one.shipped)
  if (gone.length > 0) {
    const what = list(gone.map(one => `${one.shipped} of ${one.line.title}`))
    throw new Refusal(
      `${what} ${gone.length === 1 && gone[0]?.shipped === 1 ? 'is' : 'are'} in parcels already. Refuse the change instead.`,
    )
  }
  for (const { line, asked } of after) {
    const pinned = and(eq(purchaseOrderLines.purchaseOrderId, po.id), eq(purchaseOrderLines.orderLineId, line.id))
    await verb.db.update(purchaseOrderLines).set({ quantity: asked }).where(pinned)
  }
  await settlePieces(verb, po, 'cancelled')
}
