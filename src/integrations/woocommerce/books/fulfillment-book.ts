import { z } from 'zod'
import { text } from '../../../kernel/shapes/lenient.ts'
import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import type { Call } from '../client.ts'
import { type Book, piecesKey } from './book.ts'

const Fulfillment = z.object({
  id: z.number(),
  meta_data: z.array(z.looseObject({ key: z.string(), value: z.unknown().optional() })),
})
type Fulfillment = z.output<typeof Fulfillment>
const Items = z.array(z.object({ item_id: z.coerce.string(), qty: z.coerce.number() })).catch([])

/** The keys that are ours to write. Versions differ in how they call the carrier's. */
const metaOf = ({ carrier, number, url, pieces }: WantedParcel) => ({
  _tracking_number: number,
  _tracking_url: url ?? '',
  _shipment_provider: 'other',
  _shipping_provider: 'other',
  _provider_name: carrier.name,
  _items: pieces.map(({ line, quantity }) => ({ item_id: Number(line), qty: quantity })),
})

/** The first versions wrapped them. */
const Listed = z.union([
  z.array(Fulfillment),
  z.object({ fulfillments: z.array(Fulfillment) }).transform(one => one.fulfillments),
])
const Made = z.union([Fulfillment, z.object({ fulfillment: Fulfillment }).transform(one => one.fulfillment)])

/** Order fulfillments of WooCommerce itself, since 10.1 where they are switched on. */
export function fulfillmentBook(call: Call, order: string, mails: boolean): Book {
  const path = `wc/v3/orders/${order}/fulfillments`
  const read = async () => {
    const { body } = await call('GET', path)
    return Listed.parse(body)
  }
  const state = { status: 'fulfilled', is_fulfilled: true, notify_customer: mails }
  return {
    kind: 'fulfillment',
    mails: true,
    isInCompletedMail: true,
    list: async () => (await read()).map(entryOf),
    async add(parcel) {
      const meta_data = Object.entries(metaOf(parcel)).map(([key, value]) => ({ key, value }))
      const { body } = await call('POST', path, { body: { ...state, meta_data } })
      return String(Made.parse(body).id)
    },
    async rewrite({ id }, parcel) {
      const known = (await read()).find(one => String(one.id) === id)
      const ours = metaOf(parcel)
      // What an update does not name is deleted.
      const theirs = (known?.meta_data ?? []).filter(({ key }) => !Object.hasOwn(ours, key))
      const meta_data = [...theirs, ...Object.entries(ours).map(([key, value]) => ({ key, value }))]
      await call('PUT', `${path}/${id}`, {
        body: { ...state, meta_data: meta_data.map(({ key, value }) => ({ key, value })) },
      })
    },
    async remove(id) {
      await call('DELETE', `${path}/${id}`, { query: { notify_customer: false } })
    },
  }
}

function entryOf({ id, meta_data }: Fulfillment) {
  const said = (key: string) => text.parse(meta_data.find(one => one.key === key)?.value)
  const items = Items.parse(meta_data.find(({ key }) => key === '_items')?.value)
  return {
    id: String(id),
    number: said('_tracking_number'),
    carrier: said('_provider_name') ?? said('_shipment_provider') ?? said('_shipping_provider'),
    pieces: piecesKey(items.map(({ item_id: line, qty: quantity }) => ({ line, quantity }))),
  }
}
