import type { Clock } from './clock.ts'
import type { FakeOrder } from './order.ts'
import { type Paging, pageOf } from './page.ts'
import { type Indexed, searching } from './search.ts'

type Entry = Indexed & { at: number }
type Search = Paging & { query?: string | null; sortKey?: string | null; reverse?: boolean | null }

const SORTED: Record<string, (one: Indexed) => string> = {
  CREATED_AT: one => one.createdAt,
  UPDATED_AT: one => one.updatedAt,
  ID: () => '',
}
/** Without `read_all_orders`. */
const WINDOW = 60 * 86_400_000

/** The search index: it shows each order as it was `lag` ms ago, and orders of the last 60 days only. */
export class OrderIndex {
  lag = 0
  readonly #entries = new Map<FakeOrder, Entry[]>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(order: FakeOrder): void {
    const { createdAt, updatedAt, displayFinancialStatus: financial, displayFulfillmentStatus: fulfillment } = order
    const before = this.#entries.get(order) ?? []
    this.#entries.set(order, [
      ...before,
      { order, createdAt, updatedAt, financial, fulfillment, at: this.#clock.now() },
    ])
  }

  forget(order: FakeOrder): void {
    this.#entries.delete(order)
  }

  /** A cursor is the place in the order: what changes between two pages can come twice, or be passed over. */
  search({ query, sortKey, reverse, first, after }: Search) {
    const key = SORTED[sortKey ?? 'ID'] ?? (() => '')
    const place = (one: Indexed) => `${key(one)} ${one.order.legacyResourceId}`
    const found = this.#found(query).sort((a, b) => (place(a) < place(b) ? -1 : 1))
    if (reverse) found.reverse()
    const from = after ? Buffer.from(after, 'base64').toString() : null
    const left = from === null ? found : found.filter(one => (reverse ? place(one) < from : place(one) > from))
    const shown = left.slice(0, first ?? 0)
    const cursors = new Map(shown.map(one => [one.order, Buffer.from(place(one)).toString('base64')]))
    return pageOf(
      shown.map(({ order }) => order),
      from !== null,
      left.length > shown.length,
      order => cursors.get(order) ?? '',
    )
  }

  count(query: string | null | undefined): number {
    return this.#found(query).length
  }

  #found(query: string | null | undefined): Indexed[] {
    const now = this.#clock.now()
    const shown = [...this.#entries.values()].flatMap(all => all.findLast(({ at }) => at <= now - this.lag) ?? [])
    return shown.filter(one => Date.parse(one.createdAt) > now - WINDOW).filter(searching(query))
  }
}
