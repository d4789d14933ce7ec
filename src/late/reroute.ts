import { z } from 'zod'
import { loadCase, mustBeOpen } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { cancelPurchaseOrder } from '../order-desk/cancel-purchase-order.ts'
import { mustBeForwardable } from '../order-desk/forward-order.ts'
import { type PurchaseOrderView, purchaseOrderView } from '../order-desk/order-view.ts'
import { markTakenBack } from '../order-desk/take-back.ts'
import { mustNotBeRefunded } from '../orders/gate.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { makePurchaseOrder } from '../purchase-orders/make-purchase-order.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { partInstead } from '../purchase-orders/split.ts'
import { lackingWords } from '../suppliers/carries.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'

export const Reroute = z.object({ case: z.string().min(1), supplier: z.string().min(1) })

/** Takes a late purchase order from its supplier, who reads not to ship it, and sends it to another one. */
export async function reroute(verb: Verb, input: z.infer<typeof Reroute>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  mustBeOpen(one)
  const { po, order, supplier: before } = await loadPurchaseOrder(verb.db, verb.actor, one.purchaseOrderId)
  if (!canMovePurchaseOrder(po, 'take_back'))
    throw new Refusal(`${po.number} is on its way already: it cannot go to another supplier.`)
  mustBeForwardable(order)
  mustNotBeRefunded(order)
  const supplier = await findSupplier(verb.db, input.supplier)
  if (supplier.id === before.id)
    throw new Refusal(`${before.name} has ${po.number} already. Choose another.`, 'supplier')
  const view = await purchaseOrderView(verb.db, po)
  const part = partInstead(view, supplier.id)
  if (part.lines.length === 0)
    throw new Refusal(`Order ${order.number} no longer wants anything of ${po.number}, so nobody else is asked for it.`)
  const made = await makePurchaseOrder(verb, order, part)
  // Before it is cancelled: everybody who waits for these pieces must know first that they come from elsewhere.
  const rerouted = { orderId: order.id, number: po.number, to: made.number, toId: made.id }
  await verb.record('purchase_order.rerouted', po.id, rerouted)
  // What is on its way stays with who shipped it; the rest goes.
  if (canMovePurchaseOrder(po, 'cancel')) await cancelPurchaseOrder(verb, po, 'late')
  else await markTakenBack(verb, view, restOf(view))
  await verb.record('order.forwarded', order.id, { purchaseOrders: [made.number] })
  const lacking = await lackingWords(
    verb.db,
    supplier,
    view.lines.map(({ now }) => now.sku),
  )
  return { text: `${po.number} is withdrawn from ${before.name}. ${made.says}.${lacking}` }
}

/** Everything that is in no parcel yet. */
function restOf({ lines }: PurchaseOrderView) {
  return lines.flatMap(({ line, asked, shipped }) =>
    asked > shipped ? [{ lineId: line.id, quantity: asked - shipped }] : [],
  )
}
