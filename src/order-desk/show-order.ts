import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { tell } from '../cases/story.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { story } from '../kernel/ground/journal.ts'
import { findOrderId } from '../orders/load-order.ts'
import { longTexts, orderCard } from './order-card.ts'
import { orderView } from './order-view.ts'

export const ShowOrder = z.object({ order: z.string().min(1) })

/** An order with its story: who did what and when. For staff. */
export async function showOrder({ db }: Verb, input: z.infer<typeof ShowOrder>): Promise<Outcome> {
  const view = await orderView(db, await findOrderId(db, input.order))
  const own = await db.select({ id: cases.id }).from(cases).where(eq(cases.orderId, view.order.id))
  const about = [view.order.id, ...view.purchaseOrders.map(one => one.po.id), ...own.map(one => one.id)]
  const entries = await story(db, about)
  const { buttons = [], ...card } = orderCard(view)
  const texts = longTexts(view).map(text => `${text}\n\n`)
  const others = buttons.filter(button => button.command !== 'order.show')
  return { text: card.summary, card: { ...card, body: [...texts, ...tell(entries)], buttons: others } }
}
