import type { Events } from '../events.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { list } from '../kernel/words/text.ts'
import { why } from '../orders/hold-order.ts'
import { openChanges } from '../purchase-orders/open-changes.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'
import { orderState } from './words.ts'

type Reopened = Events['order.reopened']

/** The store has an order again that it had cancelled or deleted; what suppliers were asked to stop is left to staff. */
export function reopenedCard(view: OrderView, { after, since }: Pick<Reopened, 'after' | 'since'>): Card {
  const { order, store } = view
  const stopped = stoppedSince(view, new Date(since))
  const asked = view.purchaseOrders.filter(one => openChanges(one).some(({ kind }) => kind === 'cancel'))
  const hold = order.heldAt ? `It is on hold: ${why(order)}.` : `${orderState(view).words}.`
  const says = [
    `${store.name} had ${after} it, and has it again.`,
    ...(stopped.length > 0 ? [stoppedWords(stopped)] : []),
    ...asked.map(askedWords),
    hold,
  ]
  return {
    audience: 'staff',
    tone: stopped.length + asked.length > 0 ? 'bad' : 'warning',
    title: `Order ${order.number} is open again in the store`,
    summary: says.join(' '),
    buttons: buttons(view),
  }
}

/** Those that were withdrawn because it was gone, and of which some is wanted. */
function stoppedSince({ purchaseOrders, open }: OrderView, since: Date): readonly PurchaseOrderView[] {
  const isOpen = (id: string) => open.some(line => line.id === id)
  return purchaseOrders.filter(
    ({ po, lines }) => po.sentAt && po.cancelledAt && po.cancelledAt >= since && lines.some(one => isOpen(one.line.id)),
  )
}

function stoppedWords(stopped: readonly PurchaseOrderView[]): string {
  const which = list(stopped.map(({ po, supplier }) => `${supplier.name} was asked to stop ${po.number}`))
  return `${which}. Nothing is sent again by itself: forward it if it should ship.`
}

const askedWords = ({ po, supplier }: PurchaseOrderView) =>
  `${supplier.name} was asked to cancel ${po.number} and hasn’t answered: if it should ship, have ${supplier.name} refuse.`

function buttons({ order, open, purchaseOrders }: OrderView): Button[] {
  const input = { order: order.id }
  const isShipped = purchaseOrders.some(({ po }) => isLive(po) && po.shippedAt)
  const forward: Button = order.heldAt
    ? { label: 'Release', command: 'order.release', input, style: 'primary' }
    : { label: 'Forward', command: 'order.forward', input, style: 'primary' }
  return [
    ...(order.heldAt || open.length > 0 ? [forward] : []),
    { label: 'Story', command: 'order.show', input },
    ...(isShipped
      ? []
      : [{ label: 'Cancel', command: 'order.cancel', input, asks: ['reason'], style: 'danger' } as const]),
  ]
}
