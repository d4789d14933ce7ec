import { z } from 'zod'
import type { CarrierDetail, CarrierTag, TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'

const Event = z.object({
  ...{ trackingNumber: text, occurrenceDatetime: text, datetime: text, status: text, location: text },
  ...{ statusCode: text, statusMilestone: text },
  hasNoTime: z.boolean().nullish().catch(null),
})
const Parcel = z.object({ tracker: z.object({ trackingNumber: z.string() }), events: listOf(Event) })
const Webhook = z.object({ trackings: listOf(Parcel) })
const Answer = z.object({ data: Webhook })

/** https://docs.ship24.com/status */
const TAGS: Readonly<Record<string, CarrierTag>> = {
  ...{ pending: 'Pending', info_received: 'InfoReceived', in_transit: 'InTransit', delivered: 'Delivered' },
  ...{ out_for_delivery: 'OutForDelivery', failed_attempt: 'AttemptFail', exception: 'Exception' },
  available_for_pickup: 'AvailableForPickup',
}
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ transit_pickup: 'accepted', exception_return: 'returning', exception_lost: 'lost' },
  ...{ exception_damaged: 'damaged', customs_exception: 'customs', delivery_refused: 'refused' },
}

/** What a webhook says of parcels. Pure. */
export function readTrackers24(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success ? read.data.trackings.flatMap(scansOf) : []
}

/** The answer about a number. Pure. */
export function readResults(payload: unknown): readonly TaggedScan[] {
  const read = Answer.safeParse(payload)
  return read.success ? read.data.data.trackings.flatMap(scansOf) : []
}

function scansOf({ tracker, events }: z.output<typeof Parcel>): readonly TaggedScan[] {
  return events.flatMap(one => {
    const at = one.occurrenceDatetime ?? one.datetime
    if (!at) return []
    return {
      ...{ number: tracker.trackingNumber, words: one.status, place: one.location },
      at: one.hasNoTime ? at.slice(0, 10) : at,
      status: one.statusCode ?? one.statusMilestone ?? '',
      tag: TAGS[one.statusMilestone ?? ''] ?? null,
      detail: DETAILS[one.statusCode ?? ''] ?? null,
    }
  })
}
