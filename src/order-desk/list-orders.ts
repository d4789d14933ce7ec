import type { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { listPlace } from '../kernel/ground/keyset.ts'
import type { Button, CardLine } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { OrderFilter, ordersOn } from './listed-orders.ts'
import type { OrderView } from './order-view.ts'
import { orderState } from './words.ts'

/** Rows of a page: what a card holds on every chat. */
const PAGE = 20

export const ListOrders = OrderFilter.extend({ at: listPlace.optional() })
type Asked = z.output<typeof ListOrders>

/** Orders page by page, with the state of each; each opens. */
export async function listOrders(verb: Verb, asked: Asked): Promise<Outcome> {
  const { at, ...filter } = asked
  const { rows, all, next, back } = await ordersOn(verb, filter, { begins: at, most: PAGE })
  const turn = (label: string, to: string): Button => ({ label, command: 'order.list', input: { ...filter, at: to } })
  // Of these many can be forwarded at once.
  const forwards = rows.length > 0 && (filter.which === 'open' || filter.which === 'new')
  const summary = inWords(filter, all, rows.length)
  return {
    text: summary,
    card: {
      audience: 'staff',
      tone: 'neutral',
      title: 'Orders',
      summary,
      columns: ORDER_COLUMNS,
      lines: rows.map(orderLine),
      opens: rows.map(openOrder),
      buttons: [
        ...(forwards ? [{ label: 'Forward new orders', command: 'order.plan', input: {} }] : []),
        ...(next ? [turn('Next', next)] : []),
        ...(back ? [turn('Back', back)] : []),
      ],
    },
  }
}

/** `1,507 open orders with “oak”; these are 20 of them, the newest first.` */
function inWords({ which, text, supplier, store, sort }: Omit<Asked, 'at'>, all: number | null, shown: number): string {
  const name = which === 'all' ? '' : `${WORDS[which] ?? which} `
  const narrowed = [text && ` with “${text}”`, supplier && ` with ${supplier}`, store && ` of ${store}`]
  const rest = narrowed.filter(Boolean).join('')
  if (all === null) return `Very many ${name}orders${rest}; these are ${shown} of them, the ${sort} first.`
  if (all === 0) return `There is no ${name}order${rest}.`
  return `${count(all, `${name}order`)}${rest}${all > shown ? `; these are ${shown} of them, the ${sort} first` : ''}.`
}

/** What does not read well before `order`. */
const WORDS: Partial<Record<Asked['which'], string>> = { routing: 'unrouted', problems: 'troubled', mine: 'troubled' }

export function openOrder({ order }: OrderView): Button {
  return { label: order.number, command: 'order.show', input: { order: order.id } }
}

export const ORDER_COLUMNS = ['Order', 'State', 'City', 'Store', 'Purchase orders']

/** A line an order: its number, where it goes, how it stands. */
export function orderLine(one: OrderView): CardLine {
  const { order, store, city, purchaseOrders } = one
  const with_ = purchaseOrders.map(({ po, supplier }) => `${po.number} ${supplier.name}`)
  const { words } = orderState(one)
  return {
    cells: [order.number, words, city ?? '', store.name, with_.join(', ')],
    text: `${order.number} · ${words}`,
    detail: [store.name, city, ...with_].filter(Boolean).join(' · '),
    done: order.cancelledAt !== null,
  }
}
