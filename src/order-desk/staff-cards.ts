import type { Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
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

/** Tells staff that an order was changed in the store after it had been forwarded, and who has yet to follow. */
export function changedCard(view: OrderView, concerns: readonly string[]): Card {
  const { order } = view
  const live = view.purchaseOrders.filter(({ po }) => isLive(po))
  const gone = live.flatMap(({ po }) => (po.shippedAt ? [po.number] : []))
  const asked = live.flatMap(one =>
    !one.po.shippedAt && one.changes.some(ask => isAsked(ask, one)) ? [one.po.number] : [],
  )
  const says = [
    `The store changed its ${list(concerns)}.`,
    asked.length > 0 && `${list(asked)} ${asked.length === 1 ? 'was' : 'were'} asked to follow.`,
    gone.length > 0 && `${list(gone)} ${gone.length === 1 ? 'has' : 'have'} shipped already, as it was before.`,
  ]
  const open = view.open.length
  return {
    audience: 'staff',
    tone: gone.length > 0 ? 'bad' : 'warning',
    title: `Order ${order.number} was changed in the store`,
    summary: says.filter(Boolean).join(' '),
    ...(open > 0 && { body: `${count(open, 'line')} of it ${open === 1 ? 'is' : 'are'} not with a supplier yet.` }),
    buttons: [{ label: 'Story', command: 'order.show', input: { order: order.id } }],
  }
}
