import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { preview, sure } from '../kernel/asking/preview.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { count } from '../kernel/words/text.ts'
import { cancelPurchaseOrder } from '../order-desk/cancel-purchase-order.ts'
import { purchaseOrderView } from '../order-desk/order-view.ts'
import { markTakenBack } from '../order-desk/take-back.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openPurchaseOrders } from '../purchase-orders/open-purchase-orders.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { findSupplier } from '../suppliers/find-supplier.ts'
import { openInWords } from './what-is-open.ts'

export const WithdrawAll = z.object({ supplier: z.string().min(1), sure })

/** Takes all that a supplier has not shipped from it: another can be asked for the pieces. */
export async function withdrawAll(verb: Verb, input: z.infer<typeof WithdrawAll>): Promise<Outcome> {
  const supplier = await findSupplier(verb.db, input.supplier)
  const open = await openPurchaseOrders(verb.db, supplier.id)
  if (open.length === 0) throw new Refusal(`${supplier.name} has nothing left to ship.`, 'supplier')
  if (!input.sure)
    return preview({
      title: `Withdraw all of ${supplier.name}?`,
      summary: `${supplier.name} is asked not to ship ${openInWords(open)}.`,
      affects: [
        'Parcels that are on their way stay with it; only pieces in no parcel are taken back.',
        'The orders need routing again: forward them to another supplier.',
      ],
      ...{ label: 'Withdraw them', command: 'supplier.withdraw', input: { supplier: supplier.id } },
    })
  for (const { id } of open) await withdraw(verb, id)
  return {
    text: `${count(open.length, 'purchase order')} of ${supplier.name} ${open.length === 1 ? 'is' : 'are'} withdrawn. Forward the orders again with /order forward.`,
  }
}

async function withdraw(verb: Verb, id: string): Promise<void> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, id)
  if (canMovePurchaseOrder(po, 'cancel')) await cancelPurchaseOrder(verb, po, null)
  else {
    const view = await purchaseOrderView(verb.db, po)
    const left = view.lines.map(({ line, asked, shipped }) => ({ lineId: line.id, quantity: asked - shipped }))
    await markTakenBack(
      verb,
      view,
      left.filter(({ quantity }) => quantity > 0),
    )
  }
  await verb.follow()
}
