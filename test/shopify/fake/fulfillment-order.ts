import type { Line } from './line.ts'
import type { FakeOrder } from './order.ts'
import { type Paging, page } from './page.ts'
import { Wrong } from './wrong.ts'

export type Location = { id: string; name: string; isFulfillmentService: boolean }
export type Hold = {
  id: string
  handle: string
  /** Null: the merchant's own. */
  app: string | null
  reason: string
  reasonNotes: string | null
  displayReason: string
  heldByRequestingApp: boolean
}
export type Wanted = { id: string; quantity: number }

/** Some pieces of a line that wait at a location. */
export class FulfillmentOrderLine {
  readonly id: string
  readonly line: Line
  totalQuantity: number
  remainingQuantity: number

  constructor(id: string, line: Line, quantity: number) {
    this.id = id
    this.line = line
    this.totalQuantity = quantity
    this.remainingQuantity = quantity
  }

  get lineItem() {
    return this.line
  }

  get sku() {
    return this.line.sku
  }

  get requiresShipping() {
    return this.line.requiresShipping
  }
}

const ACTIONS: Record<string, readonly string[]> = {
  OPEN: ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', 'SPLIT'],
  IN_PROGRESS: ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'HOLD', 'MARK_AS_OPEN'],
  ON_HOLD: ['RELEASE_HOLD', 'HOLD', 'MOVE'],
  SCHEDULED: ['MARK_AS_OPEN'],
}

/** The pieces of an order that one location is to send. */
export class FulfillmentOrder {
  readonly id: string
  readonly order: FakeOrder
  location: Location
  lines: FulfillmentOrderLine[]
  status = 'OPEN'
  requestStatus = 'UNSUBMITTED'
  fulfillAt: string | null = null
  fulfillBy: string | null = null
  fulfillmentHolds: Hold[] = []

  constructor(id: string, order: FakeOrder, location: Location, lines: FulfillmentOrderLine[]) {
    this.id = id
    this.order = order
    this.location = location
    this.lines = lines
  }

  /** What a fulfilment service was not asked for and has not accepted, nobody may fulfil but it. */
  get supportedActions() {
    const unasked = this.location.isFulfillmentService && this.requestStatus !== 'ACCEPTED'
    const actions = ACTIONS[this.status] ?? []
    const allowed = unasked ? ['REQUEST_FULFILLMENT', ...actions.filter(one => one !== 'CREATE_FULFILLMENT')] : actions
    return allowed.map(action => ({ action }))
  }

  get orderId() {
    return this.order.id
  }

  get assignedLocation() {
    return { name: this.location.name, location: this.location }
  }

  /** Never null, but empty where the order has no address, or hides it. */
  get destination() {
    const { address1 = null, city = null, countryCodeV2 = null, zip = null } = this.order.shippingAddress ?? {}
    return { address1, city, countryCode: countryCodeV2, zip }
  }

  lineItems(paging: Paging) {
    return page(this.lines, paging)
  }

  may(action: string): boolean {
    return this.supportedActions.some(one => one.action === action)
  }

  /** Takes pieces out for a parcel; all that remain where none are named. */
  take(wanted: readonly Wanted[]): { from: FulfillmentOrderLine; quantity: number }[] {
    const asked =
      wanted.length > 0
        ? wanted.map(({ id, quantity }) => ({ from: this.#line(id), quantity }))
        : this.lines.map(from => ({ from, quantity: from.remainingQuantity })).filter(({ quantity }) => quantity > 0)
    for (const { from, quantity } of asked)
      if (quantity < 1 || quantity > from.remainingQuantity)
        throw new Wrong('Invalid fulfillment order line item quantity requested.', ['fulfillment'])
    return asked
  }

  /** What is left decides. */
  settle(): void {
    const left = this.lines.some(({ remainingQuantity }) => remainingQuantity > 0)
    if (!left) this.status = 'CLOSED'
    else if (this.status === 'OPEN') this.status = 'IN_PROGRESS'
  }

  close(status: 'CLOSED' | 'CANCELLED' = 'CLOSED'): void {
    this.status = status
    for (const line of this.lines) line.remainingQuantity = 0
  }

  #line(id: string): FulfillmentOrderLine {
    const found = this.lines.find(line => line.id === id)
    if (!found) throw new Wrong('Fulfillment order line item does not exist.', ['fulfillment'])
    return found
  }
}
