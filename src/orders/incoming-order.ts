import { z } from 'zod'

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
  country: z.string().length(2).toUpperCase().nullable(),
  phone: text,
  email: text,
})
export type ShipTo = z.infer<typeof ShipTo>

export const IncomingLine = z.object({
  /** The store's id of the line, or its position in a file. */
  externalId: z.string().min(1),
  sku: text,
  title: z.string().trim().min(1),
  options: text,
  quantity: z.number().int().positive(),
  /** Of one piece, in minor units of the order's currency (ISO 4217 exponent). */
  priceMinor: z.number().int(),
  imageUrl: z.url({ protocol: /^https$/ }).nullable(),
  requiresShipping: z.boolean(),
})

/** An order as any store tells it, translated into our words by the store's integration. */
export const IncomingOrder = z.object({
  /** `key` is the store's own lasting name (shop domain); the store is added when it is first seen. */
  store: z.object({
    /** The name of the integration. */
    kind: z.string().min(1),
    key: z.string().min(1),
    name: z.string().min(1),
  }),
  externalId: z.string().min(1),
  /** As people say it, without `#`: `1042`. */
  number: z.string().min(1).max(64),
  placedAt: z.date(),
  /** The UTC offset as the store wrote it, `-05:00`; null where it wrote none. */
  placedOffset: z.string().nullable(),
  /** The store's own time of the last change: an older one never overwrites a newer one. */
  updatedAt: z.date(),
  cancelledAt: z.date().nullable(),
  cancelReason: text,
  test: z.boolean(),
  financialStatus: text,
  /** Everything on it has been shipped from elsewhere already. */
  fulfilled: z.boolean(),
  /** ISO 4217. */
  currency: z.string().length(3).toUpperCase(),
  totalMinor: z.number().int(),
  /** The shipping method that the customer chose. */
  method: text,
  /** What the customer wrote with the order: for staff. */
  note: text,
  shipTo: ShipTo.nullable(),
  /** Lines whose quantity is still wanted: refunded and removed pieces are taken off by the integration. */
  lines: z.array(IncomingLine),
})
export type IncomingOrder = z.infer<typeof IncomingOrder>
