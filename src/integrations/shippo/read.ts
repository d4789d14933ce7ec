import { z } from 'zod'
import type { CarrierDetail, CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'

const Status = z.object({
  ...{ status: text, status_details: text, status_date: text },
  substatus: z.object({ code: text }).nullish().catch(null),
  location: z.object({ city: text, country: text }).nullish().catch(null),
})
const Track = z.object({
  tracking_number: z.string(),
  tracking_status: Status.nullish().catch(null),
  tracking_history: listOf(Status),
})
const Webhook = z.object({ event: text, data: Track })

const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ UNKNOWN: 'Pending', PRE_TRANSIT: 'InfoReceived', TRANSIT: 'InTransit', DELIVERED: 'Delivered' },
  ...{ RETURNED: 'Exception', FAILURE: 'Exception' },
}
/** What a substatus says more exactly than the status that it is under. https://docs.goshippo.com/docs/tracking */
const CLOSER: Readonly<Record<string, CarrierTag>> = {
  ...{ out_for_delivery: 'OutForDelivery', delivery_attempted: 'AttemptFail', pickup_available: 'AvailableForPickup' },
  ...{ package_undeliverable: 'Exception', package_lost: 'Exception', package_damaged: 'Exception' },
}
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ RETURNED: 'returning', return_to_sender: 'returning', package_accepted: 'accepted', package_lost: 'lost' },
  ...{ package_damaged: 'damaged', package_held_customs: 'customs', delivery_refused: 'refused' },
}
/** Shippo marks days, and the local times of some carriers, as UTC: midnight means the day alone. */
const MIDNIGHT = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?Z$/

/** What a webhook says of a parcel. Pure. */
export function readTrackUpdate(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success && read.data.event === 'track_updated' ? scansOf(read.data.data) : []
}

/** The answer about a number. Pure. */
export function readTrack(payload: unknown): readonly TaggedScan[] {
  const read = Track.safeParse(payload)
  return read.success ? scansOf(read.data) : []
}

function scansOf({ tracking_number: number, tracking_status: now, tracking_history: all }: z.output<typeof Track>) {
  // The newest is among them as well, except where they are left out.
  return (all.length === 0 && now ? [now] : all).flatMap((one): readonly TaggedScan[] => {
    const { status, status_details: words, status_date: at, substatus, location } = one
    if (!at || !status) return []
    const more = substatus?.code ?? ''
    return [
      {
        ...{ number, words, place: location?.city ?? null, country: location?.country ?? null },
        at: at.replace(MIDNIGHT, '$1'),
        status: more ? `${status}: ${more}` : status,
        tag: (status === 'TRANSIT' || status === 'FAILURE' ? CLOSER[more] : undefined) ?? TAGS[status] ?? null,
        detail: DETAILS[status] ?? DETAILS[more] ?? null,
      },
    ]
  })
}
