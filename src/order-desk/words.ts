import type { Tone } from '../kernel/shapes/card.ts'
import { countryName } from '../kernel/words/country.ts'
import { list } from '../kernel/words/text.ts'
import { whyNever } from '../orders/gate.ts'
import { ALL_HOLD_REASONS } from '../orders/order.ts'
import type { Order } from '../orders/tables.ts'
import { isLive, purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import type { Change, PurchaseOrder } from '../purchase-orders/tables.ts'
import { PURCHASE_ORDER_STATES } from '../purchase-orders/words.ts'
import type { OrderView } from './order-view.ts'
import { isOtherwise } from './too-many.ts'
import { looseWords } from './waiting-orders.ts'

export type OrderState = { words: string; tone: Tone }

/** What an order's state is read from: its own times, the lines that nobody is asked for, and its purchase orders. */
export type StateView = {
  order: Order
  /** `takers` is 0 for what nobody supplies. */
  open: readonly { id: string; takers: number }[]
  purchaseOrders: readonly {
    po: PurchaseOrder
    changes: readonly Change[]
    lines: readonly { line: { id: string }; asked: number; shipped: number }[]
  }[]
}
type Part = StateView['purchaseOrders'][number]

/** An order's state, read from its own times and those of its purchase orders: what needs doing first. */
export function orderState({ order, open, purchaseOrders }: StateView): OrderState {
  if (order.cancelledAt) return cancelledState(purchaseOrders)
  if (order.heldAt)
    return { words: `On hold: ${ALL_HOLD_REASONS[order.holdReason ?? 'other'].toLowerCase()}`, tone: 'warning' }
  if (open.length > 0 && whyNever(order.financialStatus))
    return { words: `Not to be sent: ${order.financialStatus} in the store`, tone: 'bad' }
  const loose = open.filter(line => line.takers === 0)
  if (loose.length > 0) {
    const declined = loose.filter(({ id }) => wasDeclined(id, purchaseOrders)).length
    return { words: looseWords(loose.length, declined), tone: 'bad' }
  }
  if (open.length > 0)
    return order.forwardedAt
      ? { words: 'Partly forwarded', tone: 'warning' }
      : { words: 'New: not forwarded yet', tone: 'neutral' }
  const otherwise = purchaseOrders.filter(view => isLive(view.po) && isOtherwise(view)).map(({ po }) => po.number)
  if (otherwise.length > 0) return { words: `Shipped otherwise than asked: ${list(otherwise)}`, tone: 'bad' }
  const states = purchaseOrders
    .map(view => purchaseOrderState(view.po))
    .filter(state => state !== 'declined' && state !== 'cancelled')
  const first = (['draft', 'sent', 'acknowledged', 'partly_shipped', 'shipped', 'delivered'] as const).find(state =>
    states.includes(state),
  )
  return first ? PURCHASE_ORDER_STATES[first] : { words: 'Nothing left to ship', tone: 'neutral' }
}

/** Whether a supplier had a line and said no: then somebody supplies it, though not this time. */
export function wasDeclined(lineId: string, purchaseOrders: StateView['purchaseOrders']): boolean {
  return purchaseOrders.some(
    ({ po, lines }) => po.declinedAt && !po.replaces && lines.some(({ line }) => line.id === lineId),
  )
}

/** A cancelled order is not over while a supplier has it: it was asked, it refused, or it had shipped already. */
function cancelledState(purchaseOrders: readonly Part[]): OrderState {
  const live = purchaseOrders.filter(({ po }) => isLive(po))
  const numbers = (views: typeof live) => list(views.map(({ po }) => po.number))
  const asked = live.filter(isAskedToCancel)
  const coming = live.filter(view => !asked.includes(view))
  if (coming.length > 0) return { words: `Cancelled, but not ${numbers(coming)}`, tone: 'bad' }
  if (asked.length > 0) return { words: `Cancelled, if the supplier agrees: ${numbers(asked)}`, tone: 'waiting' }
  return { words: 'Cancelled', tone: 'neutral' }
}

const isAskedToCancel = ({ changes }: Part) =>
  changes.some(change => change.kind === 'cancel' && !change.acceptedAt && !change.refusedAt)

/** `Berlin, Germany` */
export function destination({ city, country }: Pick<OrderView, 'city' | 'country'>): string {
  return [city, country && countryName(country)].filter(Boolean).join(', ') || 'not known'
}
