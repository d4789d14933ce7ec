import type { OrderToFulfil, Storefront, StoreHold } from '../../src/kernel/shapes/storefront.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import type { IncomingOrder } from '../../src/orders/incoming-order.ts'

export type MemoryStore = {
  storefront: Storefront
  /** What it holds, by its own id: the numbers, and the pieces by line. */
  held: Map<string, { order: string; number: string; pieces: string }>
  /** What it says of itself. */
  troubles: string[]
  /** The next tellings end so: refused in words, or cut off after it was done. */
  faults: (string | 'cut off')[]
  asked: number
  /** By when it was told that what waits of an order ships, by its own id of the order. */
  deadlines: Map<string, Date>
  /** What it refuses to be told, and how. */
  refuses: Map<Refusable, Error>
  /** How often it was told anything but parcels. */
  told: number
  /** Why it holds an order for us. */
  holds: Map<string, StoreHold>
  /** What it was told that carriers said, each once. */
  said: Set<string>
  /** The orders it cancelled, and whether it gave the money back. */
  cancelled: Map<string, 'refunded' | 'kept'>
  /** What it gave back of its orders, each once, and what of it an order had when it was placed. */
  refunded: { id: string; order: string; minor: number; lines: readonly string[] }[]
  /** The orders it has, as it tells of them. */
  orders: IncomingOrder[]
  /** Orders that its search does not find yet. */
  lagging: Set<string>
  /** What it sends no longer, and is made to send again; how often it was asked to stop. */
  dropped: string[]
  left: number
}

type Refusable = 'parcels' | 'deadline' | 'hold' | 'events' | 'cancel'

/** What each of its orders was paid for in all, of it for shipping, and for a piece with its tax, in cents. */
const [PAID, SHIPPING, PIECE, TAX] = [8_900, 490, 4_450, 710]

/** A store in memory that makes one fulfilment a parcel, and knows its own only by what we noted. */
export function memoryStore(): MemoryStore {
  const held: MemoryStore['held'] = new Map()
  const store: MemoryStore = {
    held,
    troubles: [],
    faults: [],
    asked: 0,
    deadlines: new Map(),
    refuses: new Map(),
    told: 0,
    holds: new Map(),
    cancelled: new Map(),
    refunded: [],
    said: new Set(),
    orders: [],
    lagging: new Set(),
    dropped: [],
    left: 0,
    storefront: {} as Storefront,
  }
  const take = (what: Refusable) => {
    store.told += 1
    const refusal = store.refuses.get(what)
    if (refusal) throw refusal
  }
  let made = 0
  const make = (order: OrderToFulfil, parcel: OrderToFulfil['parcels'][number]) => {
    const id = `f${++made}`
    const pieces = parcel.pieces.map(({ line, quantity }) => `${quantity} ${line}`).join(', ')
    held.set(id, { order: order.externalId, number: parcel.number, pieces })
    if (store.faults.shift() === 'cut off') throw new Error('socket hang up')
    return id
  }
  store.storefront = {
    read({ address, secret }) {
      if (!secret) throw new Refusal('The secret is missing.', 'secret')
      return { address: address ?? null, secrets: { token: secret } }
    },
    look: async ({ name }) => ({ name, findings: store.troubles.map(what => ({ well: false, what })) }),
    async setDeadline(_, order, shipBy) {
      take('deadline')
      store.deadlines.set(order, shipBy)
    },
    async hold(_, order, hold) {
      take('hold')
      store.holds.set(order, hold)
    },
    async release(_, order) {
      take('hold')
      store.holds.delete(order)
    },
    subscribe: async () => store.dropped.splice(0),
    async leave() {
      store.left += 1
    },
    async addEvent(_, { fulfilment, status, at }) {
      take('events')
      store.said.add(`${held.get(fulfilment)?.number}: ${status} ${at.toISOString()}`)
    },
    async cancel(_, { order, refund }) {
      take('cancel')
      const fault = store.faults.shift()
      if (fault && fault !== 'cut off') throw new Refusal(fault)
      if (!store.cancelled.has(order)) store.cancelled.set(order, refund ? 'refunded' : 'kept')
      if (fault) throw new Error('socket hang up')
    },
    async offerRefund(_, { order, lines, shipping, amountMinor }) {
      const fault = store.faults.shift()
      if (fault) throw fault === 'cut off' ? new Error('socket hang up') : new Refusal(fault)
      const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
      const given = store.refunded.filter(one => one.order === order).reduce((sum, { minor }) => sum + minor, 0)
      const most = { minor: PAID - given, currency: 'EUR' }
      const minor = amountMinor ?? Math.min(most.minor, pieces * PIECE + (shipping ? SHIPPING : 0))
      if (minor > most.minor) throw new Refusal(`Only EUR ${most.minor / 100} is left of the payment.`)
      const price = { minor, currency: 'EUR' }
      const of = { taxMinor: pieces * TAX, shippingMinor: shipping ? SHIPPING : 0 }
      return { price, own: price, most, ...of, terms: { minor, lines: lines.map(({ line }) => line) } }
    },
    async refund(_, { order, id, terms }) {
      const fault = store.faults.shift()
      if (fault && fault !== 'cut off') return { declined: fault }
      const { minor, lines } = terms as { minor: number; lines: readonly string[] }
      const at = store.refunded.findIndex(one => one.id === id)
      const number = at < 0 ? store.refunded.push({ id, order, minor, lines }) : at + 1
      if (fault) throw new Error('socket hang up')
      return { id: `refund-${number}` }
    },
    async walk(_, { since, until, page }) {
      const changed = store.orders.filter(one => one.updatedAt >= since && one.updatedAt < until)
      const shown = changed.filter(one => !store.lagging.has(one.number))
      for (let at = 0; at < shown.length; at += 50) await page(shown.slice(at, at + 50).map(order => ({ order })))
    },
    async readOrder(_, id) {
      const order = store.orders.find(({ externalId }) => externalId === id)
      return order ? { order } : null
    },
    async count(_, { since, until }) {
      const placed = store.orders.filter(one => one.placedAt >= since && one.placedAt < until)
      return { orders: placed.length, exact: true }
    },
    async fulfil(_, order, steps) {
      store.asked += 1
      const away = store.refuses.get('parcels')
      if (away) throw away
      const refused = store.faults[0]
      if (refused && refused !== 'cut off') throw new Refusal(store.faults.shift() ?? '')
      const mine = [...held].filter(([, one]) => one.order === order.externalId)
      const knownIn = (parcel: string) => order.held.find(one => one.parcels.includes(parcel))?.id
      for (const parcel of order.parcels) {
        const known = knownIn(parcel.id) ?? mine.find(([, one]) => one.number === parcel.number)?.[0]
        const there = known && held.get(known)
        if (there) there.number = parcel.number
        else await steps.intend([parcel.id])
        await steps.holds({ id: there && known ? known : make(order, parcel), parcels: [parcel.id] })
      }
      for (const { id, parcels } of order.held)
        if (!parcels.some(one => order.parcels.some(({ id }) => id === one))) {
          held.delete(id)
          await steps.ended(id)
        }
      return { elsewhere: [] }
    },
  }
  return store
}
