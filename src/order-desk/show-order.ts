import { z } from 'zod'
import { tell } from '../cases/story.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findOrderId } from '../orders/load-order.ts'
import { longTexts, orderCard } from './order-card.ts'
import { orderStory } from './order-story.ts'
import { orderView } from './order-view.ts'

export const ShowOrder = z.object({ order: z.string().min(1) })

/** An order with its story: who did what and when. For staff. */
export async function showOrder({ db }: Verb, input: z.infer<typeof ShowOrder>): Promise<Outcome> {
  const view = await orderView(db, await findOrderId(db, input.order))
  const entries = await orderStory(db, view)
  const { buttons = [], rest, ...card } = orderCard(view)
  const texts = longTexts(view).map(text => `${text}\n\n`)
  const others = buttons.filter(button => button.command !== 'order.show')
  return {
    text: card.summary,
    card: {
      ...card,
      body: [...texts, ...tell(entries, ': press All of it')],
      buttons: [...others, ...(rest ? [rest] : [])],
    },
  }
}
