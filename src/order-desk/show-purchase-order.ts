import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { longOptions } from '../purchase-orders/line-words.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { noteWords } from '../purchase-orders/note-words.ts'
import { orderView } from './order-view.ts'
import { purchaseOrderCard } from './purchase-order-card.ts'

export const ShowPurchaseOrder = z.object({ purchaseOrder: z.string().min(1) })

/** A purchase order as its supplier sees it, for either side. */
export async function showPurchaseOrder(verb: Verb, input: z.infer<typeof ShowPurchaseOrder>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const order = await orderView(verb.db, po.orderId)
  const view = order.purchaseOrders.find(one => one.po.id === po.id)
  if (!view) throw new Error(`${po.number} is not among its order’s`)
  const card = purchaseOrderCard(order, view)
  const texts = [
    ...longOptions(view.lines.map(({ line }) => line)),
    ...noteWords(po),
    ...(view.supplier.instructions ? [view.supplier.instructions] : []),
  ]
  return { text: card.summary, card: { ...card, ...(texts.length > 0 && { body: texts.join('\n\n') }) } }
}
