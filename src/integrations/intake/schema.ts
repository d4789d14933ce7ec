import { z } from 'zod'
import { Problem, Wrong } from '../../kernel/ground/problem.ts'
import { findCountry } from '../../kernel/words/country.ts'

/** The version of what this door reads. A change that would refuse, or read otherwise, what was good before makes another. */
export const SCHEMA = '2026-11'
/** What the door's description shows, by name. */
export const published = z.registry<{ id: string }>()
/** How many orders one request may bring. */
export const MOST_ORDERS = 500

const text = (most: number, means: string) => z.string().max(most).nullish().describe(means)
const id = (means: string) => z.string().trim().min(1).max(200).describe(means)
const moment = (means: string) =>
  z.iso
    .datetime({ offset: true, error: 'isn’t a time with its zone, such as 2026-11-03T09:15:00+01:00' })
    .describe(means)
const money = (means: string) =>
  z
    .string()
    .regex(/^\d{1,13}(\.\d{1,4})?$/, 'isn’t an amount: write it as a string with a point, such as "12.50"')
    .describe(means)
const pieces = (means: string) => z.number().int().min(0).max(2_147_483_647).describe(means)
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'isn’t the two capital letters of a country, such as DE')
  .refine(code => findCountry(code) === code, 'isn’t a country')

const ShipTo = z
  .strictObject({
    name: text(200, 'Who gets the parcel.'),
    company: text(200, 'Their company.'),
    street: z.string().max(400).describe('Street and house number.'),
    street2: text(400, 'Flat, floor, building.'),
    city: z.string().max(200).describe('City.'),
    region: text(200, 'State or province.'),
    postalCode: text(40, 'Postal code, as a string: leading zeros count.'),
    country: country.describe('ISO 3166-1, two capital letters.'),
    phone: text(60, 'For the carrier.'),
    email: text(254, 'The customer’s.'),
  })
  .describe('Where the parcel goes.')

const Line = z.strictObject({
  id: id('Your id of the line. It stays when the line changes.'),
  sku: text(200, 'Who supplies it is found by this.'),
  title: z.string().trim().min(1).max(1_000).describe('What it is called.'),
  options: text(2_000, 'Size, colour, personalisation.'),
  ordered: pieces('Pieces bought at first. Left out: as many as `quantity`.').optional(),
  quantity: pieces('Pieces that are wanted now: refunded and removed ones are taken off.'),
  fulfilled: pieces('Of these, the pieces that were shipped from elsewhere.').optional(),
  price: money('The price of one piece.'),
  discount: money('Taken off all pieces bought.').optional(),
  tax: money('Tax on all pieces bought. On top of the price, unless `taxesIncluded`.').optional(),
  image: z
    .url({ protocol: /^https$/ })
    .nullish()
    .describe('A picture, https.'),
  requiresShipping: z.boolean().optional().describe('Left out: true.'),
})

const Refund = z.strictObject({
  id: id('Your id of the refund: it is counted once, however often it is sent.'),
  at: moment('When the money went back.'),
  amount: money('The whole amount.'),
  shipping: money('Of it, for shipping.').optional(),
  lines: z
    .array(
      z.strictObject({
        line: id('The id of the line.'),
        quantity: pieces('Pieces refunded.'),
        amount: money('For these pieces, with tax.'),
      }),
    )
    .max(500)
    .optional(),
})

const TOLD_PAYMENTS = [
  ...(['pending', 'authorized', 'partially_paid', 'paid'] as const),
  ...(['partially_refunded', 'refunded', 'voided', 'expired'] as const),
] as const

/** An order as it is now, whole: what changed, a cancellation and a refund are all sent as the order again. */
export const SentOrder = z
  .strictObject({
    id: id('Your lasting id of the order. The same id is the same order.'),
    number: z.string().trim().min(1).max(64).describe('As people say it, such as 1042.'),
    placedAt: moment('When the customer placed it.'),
    updatedAt: moment('When it last changed at your side. An older telling never overwrites a newer one.'),
    cancelledAt: moment('Only if it was cancelled.').nullish(),
    cancelReason: text(500, 'Why it was cancelled.'),
    payment: z.enum(TOLD_PAYMENTS).describe('Nothing is sent before it is paid; see the documentation of holds.'),
    cashOnDelivery: z.boolean().optional().describe('Paid to the carrier at the door.'),
    risk: z.enum(['low', 'medium', 'high']).nullish().describe('Your judgement of fraud. High waits for staff.'),
    test: z.boolean().optional().describe('A test order is turned away.'),
    pickup: z.boolean().optional().describe('The customer fetches it: nobody ships it.'),
    currency: z
      .string()
      .refine(code => Intl.supportedValuesOf('currency').includes(code), 'isn’t a currency of ISO 4217, such as EUR')
      .describe('ISO 4217. All amounts of the order are in it.'),
    taxesIncluded: z.boolean().optional().describe('Whether prices have the tax in them. Left out: true.'),
    total: money('What the customer paid or has to pay, before refunds.'),
    shippingPaid: money('Of it, for shipping, with tax.').optional(),
    refunds: z.array(Refund).max(200).optional().describe('Every refund so far.'),
    shippingMethod: text(200, 'What the customer chose.'),
    note: text(5_000, 'What the customer wrote. For staff.'),
    language: text(35, 'In which the customer bought, such as de or de-AT. They are answered in it.'),
    shipTo: ShipTo.nullable(),
    lines: z
      .array(Line)
      .min(1)
      .max(500)
      .describe('Every line ever bought. What is no longer wanted has the quantity 0.'),
  })
  .register(published, { id: 'Order' })
export type SentOrder = z.infer<typeof SentOrder>

const schema = z.literal(SCHEMA, `must be "${SCHEMA}", the version of this door`)

export const OneSentOrder = z.strictObject({ schema, order: SentOrder }).register(published, { id: 'OneOrder' })
/** Orders of a batch are read one by one, so that a bad one does not keep the others out. */
export const Envelope = z.strictObject({ schema, orders: z.array(z.unknown()).min(1).max(MOST_ORDERS) })
published.add(Envelope.extend({ orders: z.array(SentOrder).min(1).max(MOST_ORDERS) }), { id: 'Orders' })

export const TOLD_OUTCOMES = [
  ...(['received', 'updated', 'unchanged', 'cancelled', 'reopened'] as const),
  ...(['turned-away', 'passed-over', 'refused', 'invalid'] as const),
] as const
export const Result = z
  .object({
    id: z.string().nullable().describe('Your id of the order, where it could be read.'),
    outcome: z.enum(TOLD_OUTCOMES).describe('What became of the order.'),
    text: z.string().describe('The same in a sentence.'),
    errors: z.array(Wrong).optional().describe('Only if invalid: what is wrong, and where.'),
  })
  .register(published, { id: 'Result' })
export type Result = z.infer<typeof Result>
export const Results = z
  .object({ dryRun: z.boolean(), results: z.array(Result) })
  .register(published, { id: 'Results' })

published.add(Problem, { id: 'Problem' })
