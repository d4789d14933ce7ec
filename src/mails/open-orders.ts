import { subDays } from 'date-fns/subDays'
import type { Order } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'

/** For how long after it came an order is still written about, days: what is broken is seen by then. */
const WRITTEN_ABOUT = 30

/** The orders that are not cancelled, and are still to come or came lately. Pure. */
export function openOrders(
  orders: readonly Order[],
  purchaseOrders: readonly PurchaseOrder[],
  now: Date,
): readonly Order[] {
  const since = subDays(now, WRITTEN_ABOUT)
  return orders.filter(order => {
    const live = purchaseOrders.filter(po => po.orderId === order.id && isLive(po))
    const isOver = live.length > 0 && live.every(({ deliveredAt }) => deliveredAt && deliveredAt < since)
    return !order.cancelledAt && !isOver
  })
}
