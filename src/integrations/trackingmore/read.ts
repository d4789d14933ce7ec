import { z } from 'zod'
import type { CarrierDetail, CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'

const Checkpoint = z.object({
  ...{ checkpoint_date: text, checkpoint_delivery_status: text, checkpoint_delivery_substatus: text },
  ...{ tracking_detail: text, location: text, city: text, country_iso2: text },
})
const Info = z
  .object({ trackinfo: listOf(Checkpoint) })
  .nullish()
  .catch(null)
const Parcel = z.object({ tracking_number: z.string(), origin_info: Info, destination_info: Info })
const Webhook = z.object({ data: Parcel })
const Answer = z.object({ data: listOf(Parcel) })

/** https://www.trackingmore.com/docs/logistics_status.php */
const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ pending: 'Pending', notfound: 'Pending', inforeceived: 'InfoReceived', transit: 'InTransit' },
  ...{ pickup: 'OutForDelivery', undelivered: 'AttemptFail', delivered: 'Delivered', exception: 'Exception' },
  expired: 'Expired',
}
const CLOSER: Readonly<Record<string, CarrierTag>> = { notfound001: 'InfoReceived', pickup002: 'AvailableForPickup' }
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ exception006: 'customs', exception009: 'refused', exception010: 'returning', exception011: 'returning' },
}

/** What a webhook says of a parcel. Pure. */
export function readPushed(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success ? scansOf(read.data.data) : []
}

/** The answer about numbers. Pure. */
export function readGot(payload: unknown): readonly TaggedScan[] {
  const read = Answer.safeParse(payload)
  return read.success ? read.data.data.flatMap(scansOf) : []
}

function scansOf({ tracking_number: number, origin_info, destination_info }: z.output<typeof Parcel>) {
  const all = [origin_info, destination_info].flatMap(info => info?.trackinfo ?? [])
  return all.flatMap((one): readonly TaggedScan[] => {
    const { checkpoint_date: at, checkpoint_delivery_status: status, checkpoint_delivery_substatus: more } = one
    if (!at || !status) return []
    return [
      {
        ...{ number, at, words: one.tracking_detail, place: one.city ?? one.location, country: one.country_iso2 },
        status: more ?? status,
        tag: CLOSER[more ?? ''] ?? TAGS[status] ?? null,
        detail: DETAILS[more ?? ''] ?? null,
      },
    ]
  })
}
