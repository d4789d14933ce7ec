import { wordsOf } from '../cases/story.ts'
import { inUtc } from '../exports/stamp.ts'
import type { Entry } from '../kernel/ground/journal.ts'
import { money, toDecimal } from '../kernel/words/money.ts'
import type { OrderView } from '../order-desk/order-view.ts'
import { parcelWords } from '../order-desk/reply-words.ts'
import { destination, orderState } from '../order-desk/words.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrderStateWords } from '../purchase-orders/words.ts'
import type { Paper } from './paper.ts'

/** What a program reads of a line of an order. */
export const ORDER_HEADS = [
  'order',
  'sku',
  'title',
  'options',
  'quantity',
  'price',
  'currency',
  'purchase_orders',
] as const

/** An order with every line, every purchase order and its story from beginning to end. For staff. Pure. */
export function orderInFull(view: OrderView, entries: readonly Entry[], now: Date): Paper {
  const { order, store, lines, purchaseOrders } = view
  return {
    kind: 'Order',
    title: order.number,
    about: `${store.name}. ${orderState(view).words}.`,
    facts: [
      ['Destination', destination(view)],
      ['Placed', inUtc(order.placedAt)],
      ['Total', money(order.paidMinor, order.currency)],
      ...(order.customerNote ? [['Customer wrote', order.customerNote] as const] : []),
    ],
    tables: [
      {
        title: 'Lines',
        heads: ['Item', 'SKU', 'Pieces', 'Price each', 'Asked of'],
        rows: lines.map(line => [
          [line.title, line.options].filter(Boolean).join('\n'),
          line.sku ?? '',
          String(line.quantity),
          money(line.priceMinor, order.currency),
          askedOf(view, line.id).join(', '),
        ]),
      },
      {
        title: 'Purchase orders',
        heads: ['Supplier', 'Number', 'State', 'Parcels'],
        rows: purchaseOrders.map(one => [
          one.supplier.name,
          one.po.number,
          purchaseOrderStateWords(one),
          one.parcels.map(parcelWords).join('\n'),
        ]),
      },
      { title: 'Story', heads: ['What was done', 'By', 'When'], rows: entries.flatMap(done) },
    ].filter(({ rows }) => rows.length > 0),
    texts: [],
    foot: `Made ${inUtc(now)}, for staff. The customer’s name, street, phone and e-mail are not on it.`,
  }
}

/** The lines for a program, a row each; prices as decimals. Pure. */
export function orderRows(view: OrderView): readonly (readonly (string | number)[])[] {
  const { order, lines } = view
  return lines.map(({ id, sku, title, options, quantity, priceMinor }) => [
    ...[order.number, sku ?? '', title, options ?? '', quantity],
    ...[toDecimal(priceMinor, order.currency), order.currency, askedOf(view, id).join(' ')],
  ])
}

/** The numbers of the live purchase orders that ask for a line. */
function askedOf({ purchaseOrders }: OrderView, lineId: string): readonly string[] {
  const asking = purchaseOrders.filter(({ po, lines }) => isLive(po) && lines.some(({ line }) => line.id === lineId))
  return asking.map(({ po }) => po.number)
}

function done(entry: Entry): readonly (readonly string[])[] {
  const did = wordsOf(entry)
  return did ? [[did, entry.actor.name, inUtc(new Date(entry.at))]] : []
}
