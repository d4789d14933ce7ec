import { App } from './app.ts'
import { Clock } from './clock.ts'
import { Bucket } from './cost.ts'
import { Faults } from './faults.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { FulfillmentOrder, Location } from './fulfillment-order.ts'
import { Ids } from './ids.ts'
import { OrderIndex } from './index-of-orders.ts'
import type { Job } from './jobs.ts'
import { Merchant } from './merchant.ts'
import type { FakeOrder } from './order.ts'
import { type OrderTold, placeOrder } from './place-order.ts'
import { Refund } from './refunds.ts'
import type { Return } from './returns.ts'
import type { RefundedLine } from './suggested-refund.ts'
import { Webhooks } from './webhooks.ts'

/** What a customer was mailed. */
export type Mail = { order: string; about: string; numbers: readonly string[] }

/** A shop at Shopify, in memory: and what a test may have happen there. */
export class FakeShop {
  readonly domain = 'north-coast.myshopify.com'
  readonly name = 'North Coast'
  readonly currency = 'USD'
  /** What it answers with; older, once it serves our version no more. */
  version = '2026-10'
  readonly clock = new Clock()
  readonly ids = new Ids()
  readonly app = new App(this.clock)
  readonly bucket = new Bucket(this.clock)
  readonly faults = new Faults()
  readonly index = new OrderIndex(this.clock)
  readonly webhooks = new Webhooks(this)
  readonly merchant = new Merchant(this)
  readonly mails: Mail[] = []
  /** The root fields of every call that was carried out. */
  readonly calls: string[] = []
  readonly orders = new Map<string, FakeOrder>()
  /** The bank of every customer disputes what was paid: nothing is given back. */
  disputed = false
  /** It takes numbers and keeps none, as stores do when an app of theirs is in the way. */
  keepsNumbers = true
  readonly jobs = new Map<string, Job>()
  readonly #locations: Location[] = []
  #placed = 1_000

  /** A location, by its name, added when it is new. */
  location(name: string, isFulfillmentService = false): Location {
    const known = this.#locations.find(one => one.name === name)
    if (known) return known
    const made = { id: this.ids.next('Location'), name, isFulfillmentService }
    this.#locations.push(made)
    return made
  }

  /** A customer orders. */
  place(told: OrderTold = {}): FakeOrder {
    this.#placed += 1
    return placeOrder(this, { name: `#${this.#placed}`, ...told })
  }

  refund(
    order: FakeOrder,
    made: { cents: number; lines: readonly RefundedLine[]; note: string | null; notify: boolean },
  ): Refund {
    const refund = new Refund(this.ids.next('Refund'), order, { at: this.clock.stamp(), ...made })
    order.refunded.push(refund)
    for (const { lineItemId, quantity } of made.lines)
      for (const line of order.lines) if (line.id === lineItemId) line.refunded += quantity
    order.displayFinancialStatus = order.refundedCents >= order.total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
    this.changed(order)
    if (made.notify) this.mail(order, 'refunded', [])
    this.webhooks.emit('REFUNDS_CREATE', refund)
    return refund
  }

  /** The customer is mailed. */
  mail({ name }: FakeOrder, about: string, numbers: readonly string[]): void {
    this.mails.push({ order: name, about, numbers: [...numbers] })
  }

  /** Something about the order is new. */
  changed(order: FakeOrder): void {
    order.updatedAt = this.clock.stamp()
    this.index.note(order)
    this.webhooks.emit('ORDERS_UPDATED', order)
  }

  /** The next reply of a field does not arrive, though it was done. */
  loseReply(field: string, times = 1): void {
    this.faults.next(field, 'reply lost', times)
  }

  /** Its points have run out. */
  throttle(): void {
    this.bucket.empty()
  }

  /** Fulfilment orders of others' locations show only with the scope for them. */
  findFulfillmentOrder(id: string): FulfillmentOrder | undefined {
    const found = [...this.orders.values()].flatMap(({ toFulfil }) => toFulfil).find(one => one.id === id)
    return found && this.isShown(found) ? found : undefined
  }

  isShown({ location }: FulfillmentOrder): boolean {
    const whose = location.isFulfillmentService ? 'third_party' : 'merchant_managed'
    return this.app.scopes.has(`read_${whose}_fulfillment_orders`)
  }

  findFulfillment(id: string): Fulfillment | undefined {
    return [...this.orders.values()].flatMap(({ shipped }) => shipped).find(one => one.id === id)
  }

  findRefund(id: string): Refund | undefined {
    return [...this.orders.values()].flatMap(({ refunded }) => refunded).find(one => one.id === id)
  }

  findReturn(id: string): Return | undefined {
    return [...this.orders.values()].flatMap(({ returned }) => returned).find(one => one.id === id)
  }
}
