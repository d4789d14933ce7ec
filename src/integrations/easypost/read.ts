import { z } from 'zod'
import type { CarrierDetail, CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'

const Place = z.object({ city: text, country: text }).nullish().catch(null)
const Detail = z.object({
  ...{ message: text, status: text, status_detail: text, datetime: text, tracking_location: Place },
})
const Tracker = z.object({ object: z.literal('Tracker'), tracking_code: z.string(), tracking_details: listOf(Detail) })
const Webhook = z.object({ result: Tracker })
const Answer = z.object({ trackers: listOf(Tracker) })

/** https://docs.easypost.com/docs/trackers#tracker-statuses */
const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ unknown: 'Pending', pre_transit: 'InfoReceived', in_transit: 'InTransit' },
  ...{ out_for_delivery: 'OutForDelivery', available_for_pickup: 'AvailableForPickup', delivered: 'Delivered' },
  ...{ return_to_sender: 'Exception', failure: 'Exception', error: 'Exception', cancelled: 'Exception' },
}
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ return_to_sender: 'returning', return: 'returning', received_at_origin_facility: 'accepted', lost: 'lost' },
  ...{ damaged: 'damaged', customs_delay: 'customs', held_at_customs: 'customs', refused: 'refused' },
}

/** What a webhook says of a parcel. Pure. */
export function readEvent(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success ? scansOf(read.data.result) : []
}

/** The answer about a number. Pure. */
export function readTrackers(payload: unknown): readonly TaggedScan[] {
  const read = Answer.safeParse(payload)
  return read.success ? read.data.trackers.flatMap(scansOf) : []
}

function scansOf({
  tracking_code: number,
  tracking_details: details,
}: z.output<typeof Tracker>): readonly TaggedScan[] {
  return details.flatMap(({ datetime: at, status, status_detail: more, message, tracking_location: where }) => {
    if (!at || !status) return []
    const attempted = /attempt/.test(more ?? '')
    return {
      ...{ number, at, words: message, place: where?.city ?? null, country: where?.country ?? null },
      status: more && more !== 'unknown' ? `${status}: ${more}` : status,
      tag: attempted ? 'AttemptFail' : (TAGS[status] ?? null),
      detail: DETAILS[status] ?? DETAILS[more ?? ''] ?? null,
    } satisfies TaggedScan
  })
}
