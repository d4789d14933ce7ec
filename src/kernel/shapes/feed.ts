import { z } from 'zod'

/** The one vocabulary for what carriers say of a parcel: AfterShip's nine tags. */
export const CARRIER_TAGS = [
  ...(['Pending', 'InfoReceived', 'InTransit', 'OutForDelivery', 'AttemptFail'] as const),
  ...(['AvailableForPickup', 'Delivered', 'Exception', 'Expired'] as const),
] as const
export type CarrierTag = (typeof CARRIER_TAGS)[number]

/** What a tag alone does not say. `accepted`: the carrier itself took the parcel over, its first scan. */
export const CARRIER_DETAILS = ['accepted', 'returning', 'lost', 'damaged', 'customs', 'refused'] as const
export type CarrierDetail = (typeof CARRIER_DETAILS)[number]

const told = z.string().trim().max(1_000).nullable().default(null)

/** One thing that a carrier said of a number, as a feed brings it: `TaggedScan` before it is read. */
export const CarrierScan = z.object({
  number: z.string().trim().min(1).max(100),
  /** Null for a status that nobody knows: it is kept, shown and counted, and means nothing. */
  tag: z.enum(CARRIER_TAGS).nullable(),
  detail: z.enum(CARRIER_DETAILS).nullable().default(null),
  /** The status by the feed's own name. */
  status: z.string().trim().max(200).default(''),
  /** The carrier's own words. */
  words: told,
  /** A city, as the carrier writes it, and its country in two letters. */
  place: told,
  country: told,
  /** ISO 8601. Without a zone it is the time at that place; a day alone is some time of that day. */
  at: z.string().trim().min(4).max(40),
})
export type CarrierScan = z.output<typeof CarrierScan>
/** The same with what may be left out left out. */
export type TaggedScan = z.input<typeof CarrierScan>

/** A parcel that a feed is asked about; the carrier as we know it. */
export type FollowedParcel = { number: string; carrier: { code: string; name: string } }

/** What became of a parcel that a feed was asked to follow; `refused` in words: asked again, it would be refused again. */
export type ParcelTaken = { number: string; refused: string | null }

/** How many more parcels a feed follows before somebody has to pay. */
export type Quota = { left: number; of: number | null }

/**
 * What can be asked of a carrier's feed. Each call throws `Later` when it wants us to wait, and a `Refusal`, which staff
 * read, for what people must set right: a wrong key, an empty quota.
 */
export type Feed = {
  /** As people call it: `AfterShip`. */
  title: string
  /** What one more parcel costs, as a sentence. */
  costs: string
  /** How many parcels it takes in one call. */
  most: number
  /** Has it follow parcels. One that it follows already is taken as well. */
  register(parcels: readonly FollowedParcel[]): Promise<readonly ParcelTaken[]>
  /** All that it knows of a parcel now. */
  read(parcel: FollowedParcel): Promise<readonly TaggedScan[]>
  /** Left out where the feed does not say. */
  quota?(): Promise<Quota>
}
