import type { Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { whyDeclined } from '../purchase-orders/words.ts'
import { writeSkus } from '../suppliers/sku.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'
import { wasDeclined } from './words.ts'

/** Asks staff who should ship the lines that nobody supplies. Once they are with somebody it says so. */
export function needsRoutingCard(view: OrderView): Card {
  const { order } = view
  const loose = view.open.filter(line => line.takers === 0)
  const titles = view.lines.filter(line => loose.some(one => one.id === line.id))
  const input = { order: order.id }
  const settled = loose.length === 0 || order.cancelledAt !== null
  const skus = writeSkus(titles.flatMap(line => line.sku ?? []))
  const what = list(titles.map(line => line.sku ?? `“${line.title}”`))
  return {
    audience: 'staff',
    oneOfMany: true,
    tone: settled ? 'good' : 'bad',
    title: `Order ${order.number} needs routing`,
    summary: settled
      ? `Settled: every line of order ${order.number} has somebody to ship it.`
      : `Nobody${loose.every(({ id }) => wasDeclined(id, view.purchaseOrders)) ? ' else' : ''} supplies ${what} of order ${order.number}.`,
    lines: titles.map(line => ({ text: line.title, quantity: line.quantity, detail: line.sku ?? 'no SKU' })),
    ...(!settled && {
      body: 'Forward these lines to a supplier, or list the SKU for one, so that later orders go there automatically.',
    }),
    buttons: settled
      ? []
      : [
          {
            label: 'Forward to…',
            command: 'order.forward',
            input: { ...input, skus },
            asks: ['supplier', 'skus'],
            style: 'primary',
          },
          { label: 'List the SKU', command: 'supplier.sku', input: { skus }, asks: ['supplier', 'skus'] },
          { label: 'Hold', command: 'order.hold', input, asks: ['reason', 'note'] },
          { label: 'Cancel', command: 'order.cancel', input, asks: ['reason'], style: 'danger' },
        ],
  }
}

/** Tells staff that a supplier said no, and lets them ask another. */
export function declinedCard(order: OrderView, view: PurchaseOrderView): Card {
  const input = { order: order.order.id }
  const settled = order.open.length === 0 || order.order.cancelledAt !== null
  return {
    audience: 'staff',
    tone: settled ? 'neutral' : 'bad',
    title: `${view.po.number} was declined`,
    summary: `${view.supplier.name} declined ${view.po.number}: ${whyDeclined(view.po)} (${view.po.declinedBy}).`,
    lines: view.lines.map(({ line, asked }) => ({ text: line.title, quantity: asked, detail: line.sku ?? 'no SKU' })),
    ...(settled && { context: 'Settled: its lines are with somebody else, or no longer wanted.' }),
    buttons: settled
      ? []
      : [
          { label: 'Forward to…', command: 'order.forward', input, asks: ['supplier', 'skus'], style: 'primary' },
          { label: 'Hold', command: 'order.hold', input, asks: ['reason', 'note'] },
          { label: 'Cancel', command: 'order.cancel', input, asks: ['reason'], style: 'danger' },
        ],
  }
}
