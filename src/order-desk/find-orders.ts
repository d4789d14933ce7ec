import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { listPlace } from '../kernel/ground/keyset.ts'
import type { Button } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { ORDER_COLUMNS, openOrder, orderLine } from './list-orders.ts'
import { OrderFilter, ordersOn } from './listed-orders.ts'

/** Rows of a page: what a card holds on every chat. */
const PAGE = 15

export const FindOrders = z.object({ text: OrderFilter.shape.text.unwrap(), at: listPlace.optional() })

/**
 * Finds the orders that go by exactly that number, of their own, of a purchase order or of a parcel; else those with each
 * of the words, or words that begin so, in their number, customer, e-mail, city, SKU, title or tracking number, with or
 * without accents.
 */
export async function findOrders(verb: Verb, { text, at }: z.infer<typeof FindOrders>): Promise<Outcome> {
  const wanted = OrderFilter.parse({ which: 'all', text })
  const { rows, all, next, back } = await ordersOn(verb, wanted, { begins: at, most: PAGE })
  const more = all === rows.length ? '' : ` These are ${rows.length} of them. Type more to narrow it down.`
  const many = all === null ? 'Very many orders' : count(all, 'order')
  const summary =
    all === 0
      ? `No order has “${text}” in its number, customer, city, SKU or tracking.`
      : `${many} with “${text}”.${more}`
  const turn = (label: string, to: string): Button => ({ label, command: 'order.find', input: { text, at: to } })
  return {
    text: summary,
    card: {
      ...{ audience: 'staff', tone: 'neutral', title: 'Found', summary },
      columns: ORDER_COLUMNS,
      lines: rows.map(orderLine),
      opens: rows.map(openOrder),
      buttons: [...(next ? [turn('Next', next)] : []), ...(back ? [turn('Back', back)] : [])],
    },
  }
}
