import { z } from 'zod'
import { text } from '../../kernel/shapes/lenient.ts'
import { cut } from '../../kernel/words/text.ts'
import type { WooOrder } from './payload.ts'

const Tracked = z.array(z.object({ tracking_provider: text, custom_tracking_provider: text, tracking_number: text }))

/** `UPS 1Z…` of every parcel that a tracking plugin keeps with the order. */
export function readTrackings({ meta_data }: WooOrder): string[] {
  const kept = meta_data.find(({ key }) => key === '_wc_shipment_tracking_items')?.value
  return (Tracked.safeParse(kept).data ?? []).flatMap(one => {
    const carrier = one.custom_tracking_provider ?? one.tracking_provider
    return one.tracking_number ? [cut([carrier, one.tracking_number].filter(Boolean).join(' '), 200)] : []
  })
}
