import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { audienceOf } from '../kernel/shapes/actor.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { count } from '../kernel/words/text.ts'
import { orderView } from '../order-desk/order-view.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { termsOf } from '../suppliers/in-force.ts'
import { answerWithPaper } from './answer-with-paper.ts'
import { PACKING_HEADS, packingList, packingRows } from './packing-list.ts'

export const MakePackingList = z.object({ purchaseOrder: z.string().min(1) })

/** Every line of a purchase order, to print and to read in: a page, a PDF and CSV. For either side. */
export async function makePackingList(verb: Verb, input: z.infer<typeof MakePackingList>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const order = await orderView(verb.db, po.orderId)
  const view = order.purchaseOrders.find(one => one.po.id === po.id)
  if (!view) throw new Error(`${po.number} is not among its order’s`)
  const paper = packingList(order, view, await termsOf(verb.db, po), verb.now)
  return answerWithPaper(verb, paper, {
    audience: audienceOf(verb.actor),
    name: `${po.number}-packing-list`,
    summary: `${count(view.lines.length, 'line')} of ${po.number}, to print or to read in.`,
    csv: writeCsv(PACKING_HEADS, packingRows(view)),
  })
}
