import { z } from 'zod'
import { isCountry } from '../kernel/words/country.ts'
import { plainLanguage } from '../kernel/words/language.ts'
import { plainNumber } from '../kernel/words/plain.ts'
import { plainSku } from '../suppliers/sku.ts'

const text = z
  .string()
  .trim()
  .transform(value => value || null)
  .nullable()

/** Where a parcel goes. Personal data: never in a card, a log line or an event. */
export const ShipTo = z.object({
  name: text,
  company: text,
  street: text,
  street2: text,
  city: text,
  region: text,
  postalCode: text,
  /** ISO 3166-1 alpha-2, upper case. */
  country: z.string().toUpperCase().refine(isCountry, 'isn’t the two letters of a country').nullable(),
  phone: text,
  email: text,
})
export type ShipTo = z.infer<typeof ShipTo>
/** In this order: fingerprints of what a store said of a ship-to are kept by it. */
export const SHIP_TO_FIELDS = ShipTo.keyof().options

/** What a column of 32 bits, an index row and a calendar can hold; anything beyond is refused in words. */
const pieces = z.number().int().min(0, 'can’t be below zero').max(2_147_483_647, 'more pieces than anyone ships')
const id = z.string().min(1).max(200, 'an id of at most 200 characters')
const moment = z
  .date('not a date I can read')
  .min(new Date('1990-01-01T00:00:00Z'), 'a date before 1990 looks like a typo')
  .max(new Date('2200-01-01T00:00:00Z'), 'a date after 2200 looks like a typo')
/** In minor units of the order's currency (ISO 4217 exponent). */
const minor = z.number().int()

export const IncomingLine = z.object({
  /** The store's own id of the line; null where it gives none (a file): the line is then known by what it is. */
  externalId: id.nullable(),
  sku: text.transform(sku => (sku && plainSku(sku)) || null),
  title: z.string().trim().min(1),
  options: text,
  /** Pieces bought at first, including those refunded or removed later: what was paid was paid for these. */
  ordered: pieces,
  /** Pieces that the order wants now: refunded and removed ones are taken off. */
  quantity: pieces,
  /** Of `quantity`: the pieces that the store counts as fulfilled, no matter who shipped them. */
  fulfilled: pieces,
  /** The list price of one piece. */
  priceMinor: minor,
  /** Taken off all pieces bought: the line's own discounts and its share of the order's. */
  discountMinor: minor,
  /** Tax on all pieces bought, whether it is inside the price or comes on top. */
  taxMinor: minor,
  /** Paid for all pieces bought: price less discounts, with the tax. */
  paidMinor: minor,
  imageUrl: z.url({ protocol: /^https$/ }).nullable(),
  requiresShipping: z.boolean(),
})

/** Money that the store gave back, under the store's own id: it is counted once, however often it is reported. */
export const IncomingRefund = z.object({
  externalId: id,
  at: moment.nullable(),
  /** All of it: pieces, shipping and what was adjusted by hand. */
  amountMinor: minor,
  /** Of it, for shipping. */
  shippingMinor: minor,
  /** Of it, for pieces, with their tax; `line` is the line's `externalId`. */
  lines: z.array(z.object({ line: id, quantity: pieces, amountMinor: minor })),
})
export type IncomingRefund = z.infer<typeof IncomingRefund>

/**
 * An order as any store tells it, translated into our words by the store's integration. Every store fills every field.
 */
export const IncomingOrder = z.object({
  /** `key` is the store's own lasting name (shop domain); the store is added when it is first seen. */
  store: z.object({
    /** The name of the integration. */
    kind: z.string().min(1),
    key: id,
    name: z.string().min(1),
    /** It comes in a file that people import: a spreadsheet may have ruined its id, and its importer reports what is refused. */
    fromFile: z.boolean().optional(),
    /** Its ids are unique over all stores of its kind, so that one is never in two of them. */
    idsAreUnique: z.boolean().optional(),
  }),
  externalId: id,
  /** As people say it, without `#`: `1042`. */
  number: z.string().transform(plainNumber).pipe(z.string().min(1).max(64)),
  placedAt: moment,
  /** The UTC offset as the store wrote it, `-05:00`; null where it wrote none. */
  placedOffset: z.string().nullable(),
  /** The store's own time of the last change: an older one never overwrites a newer one. */
  updatedAt: moment,
  /** Whether `updatedAt` is that; a file only shows some times, so that what it says may be old all the same. */
  timed: z.boolean(),
  /** When the store sent this, as it wrote it (ISO 8601, to the nanosecond); null where it does not say. */
  triggeredAt: z.string().max(40).nullable(),
  cancelledAt: moment.nullable(),
  cancelReason: text,
  test: z.boolean(),
  /** The store's own word, in lower case: `paid`, `pending`, `partially_refunded` …; null where it says nothing. */
  financialStatus: text,
  /** Paid to the carrier at the door. */
  cashOnDelivery: z.boolean(),
  /** The store's own judgement of fraud; null where it has none (yet). */
  risk: z.enum(['low', 'medium', 'high']).nullable(),
  /** Fetched by the customer: nobody ships it. */
  pickup: z.boolean(),
  /** ISO 4217. */
  currency: z.string().length(3).toUpperCase(),
  /** What the order is worth now, after refunds. */
  totalMinor: minor,
  /** What it cost in all before any refund: lines, shipping, taxes, tips. */
  paidMinor: minor,
  /** Of it, for shipping: less its discounts, with its tax. A line of its own. */
  shippingPaidMinor: minor,
  /** All that the store gave back, also where it names no single refund. */
  refundedMinor: minor,
  refunds: z.array(IncomingRefund),
  /** The shipping method that the customer chose. */
  method: text,
  /** What the customer wrote with the order: for staff. */
  note: text,
  /** In which the customer bought, as BCP 47 has it: `de-AT`; null where the store doesn't say. */
  language: text.transform(value => value && plainLanguage(value)),
  shipTo: ShipTo.nullable(),
  /** Carrier and number of the parcels that the store says were shipped: `UPS 1Z…`. */
  trackings: z.array(z.string().max(200)),
  /** Every line ever bought; what is no longer wanted has the quantity 0. */
  lines: z.array(IncomingLine),
})
export type IncomingOrder = z.infer<typeof IncomingOrder>

/** Lines of one order at most: twice what Shopify takes. Each is drawn, split and counted again with every change. */
export const MOST_ORDER_LINES = 1_000

/** The lines that somebody has to ship, or did. Pure. */
export function shippable<L extends Pick<IncomingOrder['lines'][number], 'quantity' | 'requiresShipping'>>(
  lines: readonly L[],
): L[] {
  return lines.filter(line => line.requiresShipping && line.quantity > 0)
}

/** Whether everything that had to be shipped was shipped from elsewhere. Pure. */
export function isFulfilled({ lines }: Pick<IncomingOrder, 'lines'>): boolean {
  const wanted = shippable(lines)
  return wanted.length > 0 && wanted.every(line => line.fulfilled >= line.quantity)
}
