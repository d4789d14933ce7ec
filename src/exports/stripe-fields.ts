import { money } from '../kernel/words/money.ts'
import { capital, cut } from '../kernel/words/text.ts'
import type { CaseRecord } from './case-record.ts'
import { dayInUtc, inUtc } from './stamp.ts'
import type { Turn } from './timeline.ts'

/**
 * The fields of Stripe's Dispute evidence object that are text; what is not known is left out. Nothing of the customer’s
 * own: Stripe has their name and address from the payment. docs.stripe.com/api/disputes/update.
 */
export type StripeFields = {
  product_description?: string
  service_date?: string
  shipping_carrier?: string
  shipping_date?: string
  shipping_tracking_number?: string
  uncategorized_text?: string
}

/** Most characters of one field, Stripe's limit; of all together it takes 150,000. */
const MOST = 20_000

/** Stripe's fields that are files: which section of the printed page to upload as which. */
export const STRIPE_FILES = {
  shipping_documentation: 'Shipping documentation',
  customer_communication: 'What the customer said',
  uncategorized_file: 'How it was handled',
} as const

/** Pure. @param turns what outsiders may read of what was done and said. */
export function stripeFields(record: CaseRecord, turns: readonly Turn[]): StripeFields {
  const { lines, parcels, po, details, refunds, order, replacement } = record
  const shipped = parcels.map(({ scannedAt, recordedAt }) => scannedAt ?? recordedAt)
  const [first] = shipped.toSorted((one, other) => one.getTime() - other.getTime())
  const fields: Record<keyof StripeFields, string> = {
    product_description: lines.map(line => [productWords(line), priceEach(record, line)].join(', ')).join('; '),
    service_date: po.deliveredAt ? dayInUtc(po.deliveredAt) : '',
    shipping_carrier: [...new Set(parcels.map(({ carrierName }) => carrierName))].join(', '),
    shipping_date: first ? dayInUtc(first) : '',
    shipping_tracking_number: parcels.map(({ number }) => number).join(', '),
    uncategorized_text: [
      `${capital(details.about)}.`,
      ...(details.happened ? [`The customer said: ${details.happened}`] : []),
      ...(details.refund ? [`Refund to the customer: ${details.refund}.`] : []),
      ...refunds.map(
        ({ at, minor }) =>
          `Refunded ${at ? dayInUtc(at) : 'on a day that is not known'}: ${money(minor, order.currency)}.`,
      ),
      ...(replacement ? [`${replacementWords(replacement)}.`] : []),
      ...turns.map(turnWords),
    ].join('\n'),
  }
  const known = Object.entries(fields).filter(([, text]) => text !== '')
  return Object.fromEntries(known.map(([name, text]) => [name, cut(text, MOST)]))
}

export function productWords({ title, options, quantity }: CaseRecord['lines'][number]): string {
  return `${quantity} × ${title}${options ? ` (${options})` : ''}`
}

/** What one piece costs by the list; what was paid for all of them stands in the table of the page. */
export function priceEach({ order, bought }: CaseRecord, { orderLineId }: CaseRecord['lines'][number]): string {
  const line = bought.find(({ id }) => id === orderLineId)
  return line ? `${money(line.priceMinor, order.currency)} each` : 'price not known'
}

/** `Replaced by 1042-B, sent 2026-11-25: 1 × Lamp`; the day is left out where it was not sent yet. */
export function replacementWords({ po, lines }: NonNullable<CaseRecord['replacement']>): string {
  const sent = po.sentAt ? `, sent ${dayInUtc(po.sentAt)}` : ''
  return `Replaced by ${po.number}${sent}: ${lines.map(productWords).join('; ')}`
}

/** One entry on a line: when, who, and what was done or said. */
export function turnWords({ at, who, side, did, words }: Turn): string {
  const whom = side && side !== who ? `${who} (${side})` : who
  return `${inUtc(at)} ${whom}${did ? ` ${did}` : `: ${words ?? ''}`}`
}
