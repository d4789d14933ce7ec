import { orderPayload } from '../payloads.ts'

export type Json = Record<string, unknown>
export type Meta = { id: number; key: string; value: unknown }
export type FakeOrder = Json & {
  id: number
  number: string
  status: string
  date_modified_gmt: string
  meta_data: Meta[]
}
export type Note = { id: number; note: string; customer_note: boolean }
export type Fulfillment = {
  id: number
  order: number
  status: string
  is_fulfilled: boolean
  deleted: boolean
  meta_data: Meta[]
}
export type Webhook = {
  id: number
  name: string
  status: string
  topic: string
  delivery_url: string
  secret: string
  failures: number
}
export type Key = { key: string; secret: string; permissions: 'read' | 'write' | 'read_write' }
/** What reached a customer's mailbox. */
export type Mail = { order: number; kind: string; text: string }
export type Plugin = 'shipment-tracking' | 'ast' | 'fulfillments'

/** How this WordPress differs from a good one. */
export type Setup = {
  plugins: Plugin[]
  /** The host strips the Authorization header. */
  dropsAuthorization: boolean
  /** Permalinks are off: nothing answers below /wp-json. */
  hasPermalinks: boolean
  /** WooCommerce before 5.8: modified_after is not known, and so ignored. */
  ignoresModified: boolean
  /** The site's own time, ahead of UTC, in hours. */
  zone: number
  /** The user of keys and webhooks may see orders. */
  mayManage: boolean
  /** A plugin that gives orders numbers of their own, which AST then takes ids for. */
  renumbers: boolean
}

/** The state of one shop, with what its owner does in WordPress. */
export class Shop {
  readonly setup: Setup
  readonly orders = new Map<number, FakeOrder>()
  readonly notes = new Map<number, Note[]>()
  readonly refunds = new Map<number, Json[]>()
  readonly fulfillments: Fulfillment[] = []
  readonly webhooks: Webhook[] = []
  /** A public origin, and where it leads on this machine. */
  readonly reached = new Map<string, string>()
  readonly keys: Key[] = [{ key: 'ck_owner', secret: 'cs_owner', permissions: 'read_write' }]
  readonly mails: Mail[] = []
  /** Changes that no webhook has been sent of yet: topic and order. */
  readonly waiting: { topic: string; order: number }[] = []
  #ids = 5_000
  #now: Date

  constructor(setup: Partial<Setup>, now: Date) {
    this.setup = {
      ...{ plugins: [], dropsAuthorization: false, hasPermalinks: true, ignoresModified: false, zone: 1 },
      ...{ mayManage: true, renumbers: false },
      ...setup,
    }
    this.#now = now
  }

  nextId = () => ++this.#ids
  now = () => this.#now
  pass(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1_000)
  }
  /** The site's own time, and the same in UTC, as WordPress writes both. */
  times(at = this.#now) {
    const local = new Date(at.getTime() + this.setup.zone * 3_600_000)
    return [local, at].map(one => one.toISOString().slice(0, 19)) as [string, string]
  }

  /** A customer buys. */
  place(given: Json = {}): FakeOrder {
    const id = this.nextId()
    const [date_created, date_created_gmt] = this.times()
    const lines = ((given.line_items ?? orderPayload().line_items) as Json[]).map(line => ({
      ...line,
      id: this.nextId(),
    }))
    const paid = { date_paid: date_created, date_paid_gmt: date_created_gmt }
    const own = { id, number: String(id), date_created, date_created_gmt, ...paid, meta_data: [] }
    const order = { ...orderPayload(), ...own, ...given, line_items: lines } as unknown as FakeOrder
    this.orders.set(id, order)
    this.touch(order, 'order.created')
    return order
  }

  /** Where an address of a webhook is on this machine. */
  here(address: string): string {
    const { origin } = new URL(address)
    return (this.reached.get(origin) ?? origin) + address.slice(origin.length)
  }

  /** Something changes an order: its time of change, and what the webhooks owe. */
  touch(order: FakeOrder, topic = 'order.updated'): void {
    const [date_modified, date_modified_gmt] = this.times()
    Object.assign(order, { date_modified, date_modified_gmt })
    this.waiting.push({ topic, order: order.id })
  }

  setStatus(order: FakeOrder, status: string): void {
    if (order.status === status) return
    order.status = status
    if (status === 'completed') this.mail(order.id, 'completed', this.#trackingsOf(order))
    this.touch(order)
  }

  trash(order: FakeOrder): void {
    order.meta_data.push({ id: this.nextId(), key: '_wp_trash_meta_status', value: order.status })
    order.status = 'trash'
    this.touch(order, 'order.deleted')
  }

  restore(order: FakeOrder): void {
    const before = order.meta_data.findIndex(({ key }) => key === '_wp_trash_meta_status')
    order.status = String(order.meta_data[before]?.value)
    order.meta_data.splice(before, 1)
    this.touch(order, 'order.restored')
  }

  /** Gives some pieces of a line back, or, without a line, an amount. */
  refund(order: FakeOrder, amount: string, part?: { line: number; quantity: number }): void {
    const id = this.nextId()
    const line = part && {
      ...{ id: this.nextId(), quantity: -part.quantity, total: `-${amount}`, total_tax: '0.00' },
      meta_data: [{ id: this.nextId(), key: '_refunded_item_id', value: String(part.line) }],
    }
    const date_created_gmt = this.times()[1]
    const refund = { id, date_created_gmt, amount, line_items: line ? [line] : [], shipping_lines: [] }
    this.refunds.set(order.id, [...(this.refunds.get(order.id) ?? []), refund])
    order.refunds = [...((order.refunds as Json[]) ?? []), { id, reason: '', total: `-${amount}` }]
    this.touch(order)
  }

  mail(order: number, kind: string, text: string): void {
    this.mails.push({ order, kind, text })
  }

  metaOf(order: FakeOrder, key: string): Meta | undefined {
    return order.meta_data.find(meta => meta.key === key)
  }

  /** The numbers that a customer sees on the order's page, whichever plugin keeps them. */
  numbersOf(order: FakeOrder): string[] {
    const kept = (this.metaOf(order, '_wc_shipment_tracking_items')?.value ?? []) as { tracking_number: string }[]
    const fulfilled = this.fulfillments
      .filter(one => one.order === order.id && !one.deleted)
      .flatMap(one => one.meta_data.filter(({ key }) => key === '_tracking_number').map(({ value }) => String(value)))
    return [...kept.map(one => one.tracking_number), ...fulfilled]
  }

  #trackingsOf = (order: FakeOrder) => this.numbersOf(order).join(', ')
}
