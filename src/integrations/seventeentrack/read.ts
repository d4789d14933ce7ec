import { z } from 'zod'
import type { CarrierDetail, CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'

const Event = z.object({
  ...{ time_iso: text, time_utc: text, description: text, location: text, stage: text, sub_status: text },
  address: z.object({ city: text, country: text }).nullish().catch(null),
})
const Provider = z.object({ events: listOf(Event) })
const Parcel = z.object({
  number: z.string(),
  track_info: z
    .object({
      latest_event: Event.nullish().catch(null),
      tracking: z
        .object({ providers: listOf(Provider) })
        .nullish()
        .catch(null),
    })
    .nullish(),
})
const Webhook = z.object({ event: text, data: Parcel })
const Answer = z.object({ data: z.object({ accepted: listOf(Parcel) }) })

/** Its nine main statuses, by ours. https://api.17track.net/en/doc */
const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ NotFound: 'Pending', InfoReceived: 'InfoReceived', InTransit: 'InTransit', Expired: 'Expired' },
  ...{ AvailableForPickup: 'AvailableForPickup', OutForDelivery: 'OutForDelivery', DeliveryFailure: 'AttemptFail' },
  ...{ Delivered: 'Delivered', Exception: 'Exception', PickedUp: 'InTransit', Departure: 'InTransit' },
  ...{ Arrival: 'InTransit', Returning: 'Exception', Returned: 'Exception' },
}
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ InTransit_PickedUp: 'accepted', PickedUp: 'accepted', Exception_Returning: 'returning' },
  ...{ Exception_Returned: 'returning', Returning: 'returning', Returned: 'returning', Exception_Lost: 'lost' },
  ...{ Exception_Damage: 'damaged', Exception_Rejected: 'refused', Exception_Security: 'customs' },
}

/** What a webhook says of a parcel. Pure. */
export function readPush(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success && read.data.event === 'TRACKING_UPDATED' ? scansOf(read.data.data) : []
}

/** The answer about numbers. Pure. */
export function readTrackInfo(payload: unknown): readonly TaggedScan[] {
  const read = Answer.safeParse(payload)
  return read.success ? read.data.data.accepted.flatMap(scansOf) : []
}

function scansOf({ number, track_info: info }: z.output<typeof Parcel>): readonly TaggedScan[] {
  const all = info?.tracking?.providers.flatMap(({ events }) => events) ?? []
  const latest = info?.latest_event
  // The newest is among them as well, except where they are left out.
  return (all.length === 0 && latest ? [latest] : all).flatMap(one => {
    const at = one.time_iso ?? one.time_utc
    const status = one.sub_status ?? one.stage ?? ''
    if (!at) return []
    return {
      ...{ number, at, status, words: one.description },
      tag: TAGS[status.split('_')[0] ?? ''] ?? null,
      detail: DETAILS[status] ?? DETAILS[one.stage ?? ''] ?? null,
      place: one.address?.city ?? one.location,
      country: one.address?.country ?? null,
    }
  })
}
