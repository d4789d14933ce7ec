import type { FulfillmentOrder, FulfillmentOrderLine } from './fulfillment-order.ts'
import { numberOf } from './ids.ts'
import type { FakeOrder } from './order.ts'
import { type Paging, page } from './page.ts'

export type Tracking = { number: string | null; company: string | null; url: string | null }
export type Shipped = {
  id: string
  quantity: number
  lineItem: FulfillmentOrderLine['line']
  from: FulfillmentOrderLine
  of: FulfillmentOrder
}
export type ShipmentEvent = { id: string; status: string; happenedAt: string; createdAt: string } & Partial<
  Record<'message' | 'city' | 'country' | 'zip', string | null>
>

/** A parcel, or several of one carrier. */
export class Fulfillment {
  readonly id: string
  readonly name: string
  readonly order: FakeOrder
  readonly createdAt: string
  /** Which app made it; null: the merchant by hand. */
  readonly app: string | null
  readonly pieces: Shipped[]
  status = 'SUCCESS'
  updatedAt: string
  tracking: Tracking[] = []
  happened: ShipmentEvent[] = []
  /** Whether its customer hears of what happens to it. */
  notifies = false

  constructor(id: string, order: FakeOrder, made: { at: string; app: string | null; pieces: Shipped[] }) {
    this.id = id
    this.order = order
    this.name = `${order.name}-F${order.shipped.length + 1}`
    this.createdAt = made.at
    this.updatedAt = made.at
    this.app = made.app
    this.pieces = made.pieces
  }

  get legacyResourceId() {
    return numberOf(this.id)
  }

  get displayStatus() {
    if (this.status === 'CANCELLED') return 'CANCELED'
    return this.happened.at(-1)?.status ?? 'FULFILLED'
  }

  get deliveredAt() {
    return this.#firstOf('DELIVERED')
  }

  get inTransitAt() {
    return this.#firstOf('IN_TRANSIT')
  }

  get numbers(): string[] {
    return this.tracking.flatMap(({ number }) => number ?? [])
  }

  trackingInfo({ first }: { first?: number | null }) {
    return this.tracking.slice(0, first ?? undefined)
  }

  fulfillmentLineItems(paging: Paging) {
    return page(this.pieces, paging)
  }

  events(paging: Paging) {
    return page(this.happened, paging)
  }

  #firstOf(status: string): string | null {
    return this.happened.find(one => one.status === status)?.happenedAt ?? null
  }
}
