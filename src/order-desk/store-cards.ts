import type { Button, Card } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { whyNever } from '../orders/gate.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { shippedElsewhere } from '../purchase-orders/still-wanted.ts'
import { doneCard } from '../stores/not-done-card.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'

/** With a supplier that has not shipped all of it yet. */
const onTheWay = (view: OrderView) => view.purchaseOrders.filter(({ po }) => isLive(po) && !po.shippedAt)

const buttons = ({ order }: OrderView): Button[] => [
  { label: 'Story', command: 'order.show', input: { order: order.id } },
  { label: 'Cancel', command: 'order.cancel', input: { order: order.id }, asks: ['reason'], style: 'danger' },
]

const withWhom = (views: readonly PurchaseOrderView[]) =>
  list(views.map(({ po, supplier }) => `${po.number} is with ${supplier.name}`))

/** The store counts pieces as shipped that are in no parcel of ours, while a supplier still has them; null where it does not. */
export function elsewhereCard(view: OrderView, trackings: readonly string[]): Card | null {
  const gone = view.lines.flatMap(line => {
    const here = view.purchaseOrders.flatMap(({ lines }) => lines.filter(one => one.line.id === line.id))
    const pieces = shippedElsewhere(
      line.fulfilled,
      here.reduce((sum, one) => sum + one.shipped, 0),
    )
    return pieces > 0 ? [{ line, pieces }] : []
  })
  const waiting = onTheWay(view).filter(({ lines }) =>
    lines.some(one => one.asked > one.shipped && gone.some(({ line }) => line.id === one.line.id)),
  )
  if (waiting.length === 0) return null
  const tracked = trackings.length > 0 ? ` (${list(trackings)})` : ''
  return {
    audience: 'staff',
    tone: 'warning',
    title: `Order ${view.order.number}: shipped elsewhere?`,
    summary: `The store says that it was shipped${tracked}, but no parcel here contains it. ${withWhom(waiting)}.`,
    lines: gone.map(({ line, pieces }) => ({ text: line.title, quantity: pieces, detail: line.sku ?? 'no SKU' })),
    body: 'If the supplier sent it, add its tracking here. If somebody else did, cancel it before it is sent twice.',
    buttons: buttons(view),
  }
}

/** The store gave all the money back, or it never came, while a supplier still has the order; null where none does. */
export function moneyGoneCard(view: OrderView): Card | null {
  const [why, waiting] = [whyNever(view.order.financialStatus), onTheWay(view)]
  if (!why || view.order.cancelledAt || waiting.length === 0) return null
  return {
    audience: 'staff',
    tone: 'bad',
    title: `Order ${view.order.number} is ${view.order.financialStatus} in the store`,
    summary: `${withWhom(waiting)} and not shipped. Cancel it if nothing should be sent.`,
    buttons: buttons(view),
  }
}

/** The store deleted an order. */
export function deletedCard(view: OrderView): Card {
  const waiting = onTheWay(view)
  const open = view.open.reduce((sum, line) => sum + line.quantity, 0)
  const asked = waiting.length === 1 ? 'The supplier was' : 'The suppliers were'
  const says = [
    ...(waiting.length > 0 ? [`${withWhom(waiting)} and not shipped. ${asked} asked to stop.`] : []),
    ...(open > 0 ? [`${count(open, 'piece')} of it ${open === 1 ? 'waits' : 'wait'} here.`] : []),
    'Waybill keeps it on hold. Cancel it, or release it if it should be sent all the same.',
  ]
  return {
    audience: 'staff',
    tone: waiting.length > 0 ? 'bad' : 'warning',
    title: `Order ${view.order.number} was deleted in the store`,
    summary: says.join(' '),
    buttons: buttons(view),
  }
}

/** Somebody holds an order in its store while a supplier still has it; null where none does. */
export function heldInStoreCard(view: OrderView): Card | null {
  const { order, store } = view
  const waiting = onTheWay(view)
  if (waiting.length === 0) return null
  return {
    ...{ audience: 'staff', tone: 'bad', title: `Order ${order.number} is on hold in ${store.name}` },
    summary: `${store.name} holds it${order.holdNote ? `: ${order.holdNote}` : ''}. ${withWhom(waiting)} and not shipped.`,
    body: 'No supplier was asked to stop. Cancel it if nothing should be sent.',
    buttons: buttons(view),
  }
}

/** The same card once the order is released. */
export function letGoCard({ order }: OrderView): Card {
  const title = `Order ${order.number} is not on hold any more`
  return doneCard({ order: order.id, title, summary: `Order ${order.number} was released.` })
}
