import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { writeCsv } from '../kernel/sheets/write-csv.ts'
import { count } from '../kernel/words/text.ts'
import { orderStory } from '../order-desk/order-story.ts'
import { orderView } from '../order-desk/order-view.ts'
import { findOrderId } from '../orders/load-order.ts'
import { answerWithPaper } from './answer-with-paper.ts'
import { ORDER_HEADS, orderInFull, orderRows } from './order-in-full.ts'

export const MakeOrderPaper = z.object({ order: z.string().min(1) })

/** All of an order as a page, a PDF and CSV, with the story that no card has room for. For staff. */
export async function makeOrderPaper(verb: Verb, input: z.infer<typeof MakeOrderPaper>): Promise<Outcome> {
  const view = await orderView(verb.db, await findOrderId(verb.db, input.order))
  const paper = orderInFull(view, await orderStory(verb.db, view), verb.now)
  const { number } = view.order
  return answerWithPaper(verb, paper, {
    audience: 'staff',
    name: `${number}-order`,
    summary: `All of order ${number}: ${count(view.lines.length, 'line')}, ${count(view.purchaseOrders.length, 'purchase order')}, and its story.`,
    csv: writeCsv(ORDER_HEADS, orderRows(view)),
  })
}
