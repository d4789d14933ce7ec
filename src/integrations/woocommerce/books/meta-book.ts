import { createHash } from 'node:crypto'
import { z } from 'zod'
import { text } from '../../../kernel/shapes/lenient.ts'
import type { WantedParcel } from '../../../kernel/shapes/storefront.ts'
import type { Call } from '../client.ts'
import type { Book } from './book.ts'

const KEY = '_wc_shipment_tracking_items'
const Item = z.looseObject({
  tracking_id: z.coerce.string(),
  tracking_provider: text,
  custom_tracking_provider: text,
  tracking_number: text,
})
type Item = z.output<typeof Item>
const Items = z.array(Item).catch([])
const Order = z.object({
  meta_data: z.array(z.looseObject({ id: z.number(), key: text, value: z.unknown().optional() })),
})

/**
 * The order's own meta, where no plugin answers: in the form that both tracking plugins keep there, so that one that is
 * added later shows it. The list is read and written whole.
 */
export function metaBook(call: Call, order: string): Book {
  const path = `wc/v3/orders/${order}`
  const read = async () => {
    const { meta_data } = Order.parse((await call('GET', path, { query: { _fields: 'id,meta_data' } })).body)
    const meta = meta_data.find(({ key }) => key === KEY)
    return { meta, items: Items.parse(meta?.value) }
  }
  const write = async (change: (items: readonly Item[]) => readonly object[]) => {
    const { meta, items } = await read()
    const entry = { ...(meta && { id: meta.id }), key: KEY, value: change(items) }
    await call('PUT', path, { body: { meta_data: [entry] } })
  }
  return {
    kind: 'tracking',
    mails: false,
    isInCompletedMail: false,
    async list() {
      return (await read()).items.map(item => ({
        id: item.tracking_id,
        carrier: item.custom_tracking_provider ?? item.tracking_provider,
        number: item.tracking_number,
      }))
    },
    async add(parcel) {
      const id = createHash('md5').update(parcel.id).digest('hex')
      await write(items => [...items.filter(item => item.tracking_id !== id), itemOf(id, parcel)])
      return id
    },
    rewrite: ({ id }, parcel) =>
      write(items => items.map(item => (item.tracking_id === id ? { ...item, ...itemOf(id, parcel) } : item))),
    remove: id => write(items => items.filter(item => item.tracking_id !== id)),
  }
}

const itemOf = (tracking_id: string, { carrier, number, url, recordedAt }: WantedParcel) => ({
  tracking_id,
  tracking_provider: '',
  custom_tracking_provider: carrier.name,
  custom_tracking_link: url ?? '',
  tracking_number: number,
  date_shipped: Math.floor(recordedAt.getTime() / 1_000),
})
