import { fulfilAtShopify } from '../../src/integrations/shopify/fulfilling/fulfil-at-shopify.ts'
import type { FulfilmentSteps, OrderToFulfil, WantedParcel } from '../../src/kernel/shapes/storefront.ts'
import { aStore } from './a-store.ts'
import { numberOf } from './fake/ids.ts'
import type { Line } from './fake/line.ts'
import type { FakeOrder } from './fake/order.ts'

const YUN = { code: 'yunexpress', name: 'YunExpress' }

/** A parcel of ours, as it is recorded. */
export type Recorded = {
  id: string
  number: string
  carrier?: WantedParcel['carrier']
  former?: string[]
  pieces: [Line, number][]
}

/** An order of the fake shop, as Waybill has it: its parcels, and what it knows the store to hold. */
export class Recording {
  readonly order: FakeOrder
  parcels: Recorded[] = []
  /** By parcel: null where it was begun and nobody knows how it ended. */
  readonly known = new Map<string, string | null>()
  readonly #numbers = new Map<string, string[]>()

  constructor(order: FakeOrder) {
    this.order = order
  }

  record(parcel: Recorded): void {
    this.parcels.push(parcel)
    this.#numbers.set(parcel.id, [parcel.number])
  }

  correct(id: string, number: string, carrier?: WantedParcel['carrier']): void {
    this.parcels = this.parcels.map(one =>
      one.id === id
        ? { ...one, number, former: [...(one.former ?? []), one.number], ...(carrier && { carrier }) }
        : one,
    )
    this.#numbers.get(id)?.push(number)
  }

  repack(id: string, pieces: Recorded['pieces']): void {
    this.parcels = this.parcels.map(one => (one.id === id ? { ...one, pieces } : one))
  }

  remove(id: string): void {
    this.parcels = this.parcels.filter(one => one.id !== id)
  }

  /** As the store's queue is given it. */
  get wanted(): OrderToFulfil {
    const held = [...this.known].filter((one): one is [string, string] => one[1] !== null)
    return {
      externalId: numberOf(this.order.id),
      number: this.order.name,
      parcels: this.parcels.map(({ id, number, carrier = YUN, former = [], pieces }) => ({
        id,
        number,
        carrier,
        former,
        url: carrier === YUN ? null : `https://carrier.example/${number}`,
        recordedAt: new Date(),
        pieces: pieces.map(([line, quantity]) => ({ line: numberOf(line.id), quantity })),
      })),
      held: [...Map.groupBy(held, ([, id]) => id)].map(([id, all]) => ({ id, parcels: all.map(([parcel]) => parcel) })),
      intended: [...this.known].flatMap(([parcel, id]) => (id === null ? parcel : [])),
      gone: [...this.known.keys()]
        .filter(id => !this.parcels.some(parcel => parcel.id === id))
        .map(id => ({ id, numbers: this.#numbers.get(id) ?? [] })),
      whole: false,
    }
  }

  /** What the database keeps of it. */
  get steps(): FulfilmentSteps {
    return {
      intend: async parcels => {
        for (const parcel of parcels) if (!this.known.has(parcel)) this.known.set(parcel, null)
      },
      holds: async ({ id, parcels }) => {
        for (const parcel of parcels) this.known.set(parcel, id)
        for (const [parcel, is] of this.known) if (is === id && !parcels.includes(parcel)) this.known.delete(parcel)
      },
      ended: async id => {
        for (const [parcel, is] of this.known) if (is === id) this.known.delete(parcel)
      },
    }
  }

  /** As it is noted once it was run to its end. */
  settle(): void {
    for (const parcel of this.known.keys()) if (!this.parcels.some(({ id }) => id === parcel)) this.known.delete(parcel)
  }
}

/** A store that mails its customers, and a way to tell it of parcels. */
export async function aTelling() {
  const store = await aStore()
  /** Tells the store, and answers what it says of others. */
  const tell = async (recording: Recording, steps = recording.steps) => {
    const { elsewhere } = await fulfilAtShopify(store.admin, true, recording.wanted, steps)
    recording.settle()
    return elsewhere
  }
  return { ...store, tell }
}

/** What the store shows of an order: the pieces in each live fulfilment, and its numbers. */
export const shown = (order: FakeOrder) =>
  order.live.map(one => ({
    numbers: one.tracking.map(({ company, number }) => `${company} ${number}`),
    pieces: one.pieces.map(({ lineItem, quantity }) => `${quantity} ${lineItem.sku}`).join(', '),
  }))
