import { editBody } from './bodies.ts'
import { cancelOrder } from './cancelling.ts'
import { cancelFulfillment, createFulfillment } from './fulfilling.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { hold, release } from './holding.ts'
import type { Line } from './line.ts'
import type { FakeOrder } from './order.ts'
import type { FakeShop } from './shop.ts'
import type { TrackingInput } from './tracking.ts'

type ByHand = {
  /** All that waits, where left out. */
  pieces?: ReadonlyMap<Line, number>
  tracking?: TrackingInput
  /** Another app does it. */
  app?: string
  notify?: boolean
}

/** What people do in the shop's own admin, and other apps for them. */
export class Merchant {
  readonly #shop: FakeShop

  constructor(shop: FakeShop) {
    this.#shop = shop
  }

  fulfil(order: FakeOrder, { pieces, tracking, app, notify }: ByHand = {}): Fulfillment {
    const groups = order.toFulfil
      .filter(one => one.may('CREATE_FULFILLMENT'))
      .map(one => ({
        fulfillmentOrderId: one.id,
        fulfillmentOrderLineItems: one.lines
          .map(({ id, line, remainingQuantity }) => ({
            id,
            quantity: pieces ? (pieces.get(line) ?? 0) : remainingQuantity,
          }))
          .filter(({ quantity }) => quantity > 0),
      }))
      .filter(one => one.fulfillmentOrderLineItems.length > 0)
    const input = {
      lineItemsByFulfillmentOrder: groups,
      trackingInfo: tracking ?? null,
      notifyCustomer: notify ?? false,
    }
    return createFulfillment(this.#shop, input, app ?? null)
  }

  cancelFulfillment({ id }: Fulfillment): void {
    cancelFulfillment(this.#shop, id)
  }

  hold({ id }: FulfillmentOrder, reason = 'OTHER', reasonNotes: string | null = null): void {
    hold(this.#shop, id, { reason, reasonNotes, handle: '', fulfillmentOrderLineItems: [] }, null)
  }

  release({ id }: FulfillmentOrder): void {
    release(this.#shop, id, null)
  }

  cancelOrder({ id }: FakeOrder): void {
    cancelOrder(this.#shop, { orderId: id, reason: 'CUSTOMER', refund: true }).finish()
  }

  /** An edit takes pieces off a line that nobody has sent yet. */
  takeOff(line: Line, pieces: number): void {
    line.removed += pieces
    let left = pieces
    for (const one of line.order.fulfillmentOrderLines().filter(all => all.line === line)) {
      const taken = Math.min(left, one.remainingQuantity)
      one.remainingQuantity -= taken
      one.totalQuantity -= taken
      left -= taken
    }
    for (const one of line.order.toFulfil) if (one.status !== 'CLOSED') one.settle()
    this.#shop.changed(line.order)
    this.#shop.webhooks.emit('ORDERS_EDITED', editBody(line, -pieces))
  }
}
