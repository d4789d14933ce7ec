import { cancelFulfillment } from './fulfilling.ts'
import { Job } from './jobs.ts'
import type { FakeShop } from './shop.ts'
import { existing, Wrong } from './wrong.ts'

export type CancelInput = {
  orderId: string
  reason: string
  refund?: boolean | null
  notifyCustomer?: boolean | null
}

/** Begins to cancel an order; it cannot be taken back. */
export function cancelOrder(shop: FakeShop, input: CancelInput): Job {
  const order = existing(shop.orders.get(input.orderId), 'Order does not exist', ['orderId'])
  if (order.cancelledAt) throw new Wrong('Order has already been cancelled', ['orderId'], 'INVALID')
  if (order.returned.some(({ status }) => status === 'OPEN' || status === 'REQUESTED'))
    throw new Wrong('Order has active returns in progress', ['orderId'], 'INVALID')
  if (order.live.some(({ deliveredAt }) => deliveredAt))
    throw new Wrong('Order has outstanding fulfillments that can’t be cancelled', ['orderId'], 'INVALID')
  const job = new Job(shop.ids, () => {
    for (const { id } of order.live) cancelFulfillment(shop, id)
    for (const one of order.toFulfil) if (one.status !== 'CLOSED') one.close('CANCELLED')
    order.cancelledAt = shop.clock.stamp()
    order.cancelReason = input.reason
    const cents = order.total - order.refundedCents
    if (input.refund && cents > 0) shop.refund(order, { cents, lines: [], note: null, notify: false })
    shop.changed(order)
    if (input.notifyCustomer) shop.mail(order, 'cancelled', [])
    shop.webhooks.emit('ORDERS_CANCELLED', order)
  })
  shop.jobs.set(job.id, job)
  return job
}
