import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { list } from '../kernel/words/text.ts'
import { loadOrder } from '../orders/load-order.ts'
import { detailsChanged, detailsWords } from '../purchase-orders/details.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { followOrder } from '../purchase-orders/write-record.ts'
import { cancelPurchaseOrder } from './cancel-purchase-order.ts'
import { setQuantities } from './carry-out-change.ts'
import { requestChange } from './change-after-forwarding.ts'
import { orderView, type PurchaseOrderView } from './order-view.ts'

export const AskChanges = z.object({ order: z.string(), changed: z.array(z.string()) })

/**
 * Follows an order that its store changed after it was forwarded: each supplier is asked about what concerns it.
 * A draft that no supplier has seen simply follows.
 */
export async function askChanges(verb: Verb, { order: named, changed }: z.infer<typeof AskChanges>): Promise<Outcome> {
  const order = await loadOrder(verb.db, named)
  const { purchaseOrders } = await orderView(verb.db, order.id)
  for (const view of purchaseOrders.filter(({ po }) => isLive(po) && !po.shippedAt)) {
    if (changed.includes('ship-to') && view.po.sentAt)
      await requestChange(verb, view, {
        kind: 'address',
        what: 'The ship-to address has changed. Open Ship-to before you pack.',
        quantities: {},
      })
    if (changed.includes('lines')) await askQuantities(verb, view)
    if (!view.po.sentAt) await followOrder(verb.db, view.po, order)
    else if (changed.includes('lines') || changed.includes('method')) await askDetails(verb, view)
  }
  return { text: `The suppliers of order ${order.number} were asked.` }
}

/** Only fewer pieces are asked of a supplier that has them; more pieces are open lines, to be forwarded. */
async function askQuantities(verb: Verb, view: PurchaseOrderView): Promise<void> {
  const fewer = view.lines.filter(({ wanted, asked }) => wanted < asked)
  if (fewer.length === 0) return
  const quantities = Object.fromEntries(fewer.map(({ line, wanted }) => [line.id, wanted]))
  if (!view.po.sentAt) return setQuantities(verb, view, quantities)
  // Nobody said yes to it yet, and nothing of it is wanted: there is nothing to ask.
  if (!view.po.acknowledgedAt && view.lines.every(({ wanted }) => wanted === 0))
    return cancelPurchaseOrder(verb, view.po, 'no longer wanted')
  const what = list(fewer.map(({ line, wanted, asked }) => `${line.title}: ${wanted} instead of ${asked}`))
  await requestChange(verb, view, { kind: 'quantity', what: `${what}.`, quantities })
}

/** Engraving, SKU, title and method stay as they were sent until the supplier accepts what they are now. */
async function askDetails(verb: Verb, view: PurchaseOrderView): Promise<void> {
  const details = detailsChanged(view)
  if (details)
    await requestChange(verb, view, { kind: 'details', what: detailsWords(details), quantities: {}, details })
}
