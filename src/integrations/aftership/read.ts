import { z } from 'zod'
import { CARRIER_TAGS, type CarrierDetail, type TaggedScan } from '../../kernel/shapes/feed.ts'
import { listOf, text } from '../../kernel/shapes/lenient.ts'
import { findCountry } from '../../kernel/words/country.ts'

const Checkpoint = z.object({
  ...{ checkpoint_time: text, tag: text, subtag: text, message: text, city: text, location: text },
  ...{ country_iso3: text, country_region: text, country_region_name: text },
})
const Tracking = z.object({ tracking_number: z.string(), checkpoints: listOf(Checkpoint) })
const Webhook = z.object({ event: text, msg: Tracking })
const Answer = z.object({ data: z.object({ trackings: listOf(Tracking) }) })

/** https://www.aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses */
const DETAILS: Readonly<Record<string, CarrierDetail>> = {
  ...{ InTransit_002: 'accepted', Exception_003: 'refused', Exception_004: 'customs' },
  ...{ Exception_010: 'returning', Exception_011: 'returning', Exception_012: 'damaged', Exception_013: 'lost' },
}

/** What a webhook says of a parcel. Pure. */
export function readUpdate(payload: unknown): readonly TaggedScan[] {
  const read = Webhook.safeParse(payload)
  return read.success && read.data.event === 'tracking_update' ? scansOf(read.data.msg) : []
}

/** The answer about a number. Pure. */
export function readFollowed(payload: unknown): readonly TaggedScan[] {
  const read = Answer.safeParse(payload)
  return read.success ? read.data.data.trackings.flatMap(scansOf) : []
}

function scansOf({ tracking_number: number, checkpoints }: z.output<typeof Tracking>): readonly TaggedScan[] {
  return checkpoints.flatMap(one => {
    if (!one.checkpoint_time) return []
    const country = one.country_region ?? one.country_iso3 ?? one.country_region_name
    return {
      number,
      tag: CARRIER_TAGS.find(tag => tag === one.tag) ?? null,
      detail: DETAILS[one.subtag ?? ''] ?? null,
      status: one.subtag ?? one.tag ?? '',
      words: one.message,
      place: one.city ?? one.location,
      country: country && findCountry(country),
      at: one.checkpoint_time,
    }
  })
}
