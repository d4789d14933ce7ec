import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { orders } from '../orders/tables.ts'
import { orderLine } from './list-orders.ts'
import { ordersLike, ordersNumbered } from './orders-like.ts'
import { standings } from './standings.ts'

const SHOWN = 15

export const FindOrders = z.object({ text: z.string().trim().min(2, 'Write at least two characters').max(200) })

/**
 * Finds the orders that go by exactly that number, of their own or of a parcel; else those with each of the words in
 * their number, customer, e-mail, city, SKU, title or tracking number, with or without accents.
 */
export async function findOrders({ db }: Verb, { text }: z.infer<typeof FindOrders>): Promise<Outcome> {
  const exact = await ordersNumbered(db, text, SHOWN + 1)
  const found = exact.length > 0 ? exact : await ordersLike(db, text, SHOWN + 1)
  const more = found.length > SHOWN ? ' There are more. Type more to narrow it down.' : ''
  const shown = found.slice(0, SHOWN)
  const summary =
    shown.length === 0
      ? `No order has “${text}” in its number, customer, city, SKU or tracking.`
      : `${count(shown.length, 'order')} with “${text}”.${more}`
  const { newest } = await standings(db, inArray(orders.id, shown), SHOWN)
  const lines = newest.map(orderLine)
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Found', summary, lines } }
}
