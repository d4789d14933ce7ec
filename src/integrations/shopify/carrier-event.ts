import { z } from 'zod'
import type { CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { text } from '../../kernel/shapes/lenient.ts'
import { bare } from './payload.ts'

/** https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus, in small letters as webhooks have it. */
const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ label_purchased: 'InfoReceived', label_printed: 'InfoReceived', confirmed: 'InfoReceived' },
  ...{ carrier_picked_up: 'InTransit', in_transit: 'InTransit', delayed: 'InTransit' },
  ...{ out_for_delivery: 'OutForDelivery', attempted_delivery: 'AttemptFail', ready_for_pickup: 'AvailableForPickup' },
  ...{ delivered: 'Delivered', failure: 'Exception' },
}

const Event = z.object({
  ...{ order_id: text, fulfillment_id: text, status: text, happened_at: text },
  ...{ message: text, city: text, country: text },
})

/** What a carrier did with a parcel, as Shopify heard it; it names its fulfilment, not the number. */
export type HeardEvent = { order: string; fulfilment: string; scan: Omit<TaggedScan, 'number'> }

/** Null where it names no order, fulfilment, status or time. Pure. */
export function readCarrierEvent(payload: unknown): HeardEvent | null {
  const { data } = Event.safeParse(payload)
  const [order, fulfilment] = [bare(data?.order_id ?? null), bare(data?.fulfillment_id ?? null)]
  if (!data?.status || !data.happened_at || !order || !fulfilment) return null
  const status = data.status.toLowerCase()
  const { message: words, city: place, country, happened_at: at } = data
  const detail = status === 'carrier_picked_up' ? 'accepted' : null
  return { order, fulfilment, scan: { tag: TAGS[status] ?? null, detail, status, words, place, country, at } }
}
