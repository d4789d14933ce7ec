import type { CarrierDetail, CarrierTag } from '../kernel/shapes/feed.ts'
import type { Shipment } from './tables.ts'

const TAGS: Readonly<Record<CarrierTag, string>> = {
  Pending: 'no news yet',
  InfoReceived: 'label made, not scanned yet',
  InTransit: 'in transit',
  OutForDelivery: 'out for delivery',
  AttemptFail: 'a delivery failed',
  AvailableForPickup: 'waiting to be picked up',
  Delivered: 'delivered',
  Exception: 'something is wrong',
  Expired: 'no news for long',
}

const DETAILS: Readonly<Record<Exclude<CarrierDetail, 'accepted'>, string>> = {
  returning: 'going back to the sender',
  lost: 'lost',
  damaged: 'damaged',
  customs: 'held by customs',
  refused: 'refused',
}

/** Where a parcel stands by its carrier's tag, in a few words; null where the carrier said nothing that we know. */
export function standingWords({ tag, detail }: Pick<Shipment, 'tag' | 'detail'>): string | null {
  if (!tag) return null
  return tag !== 'Delivered' && detail && detail !== 'accepted' ? DETAILS[detail] : TAGS[tag]
}

/** The same of a parcel that somebody may have recorded as delivered: what went wrong after that is said too. */
export function whereItStands(parcel: Pick<Shipment, 'tag' | 'detail' | 'deliveredAt'>): string | null {
  const words = standingWords(parcel)
  if (!parcel.deliveredAt) return words
  return parcel.tag === 'Exception' ? `delivered, then ${words}` : 'delivered'
}
