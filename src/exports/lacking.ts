import type { CaseAttachment } from './attachments.ts'
import type { CaseRecord } from './case-record.ts'

/** What a payment dispute asks for and Waybill does not hold, a sentence each, with what to do about it. Pure. */
export function missingForDispute(record: CaseRecord, attachments: readonly CaseAttachment[]): readonly string[] {
  const { po, details } = record
  return [
    ...ofShipping(record),
    ...(attachments.length === 0 ? ['Photos and files: none were attached.'] : []),
    details.happened === null
      ? 'The customer’s own messages: add them (customer_communication).'
      : 'The customer’s own messages: what staff wrote down is here, add the originals (customer_communication).',
    'Your refund policy, and how it was shown at checkout: Waybill does not hold it (refund_policy, refund_policy_disclosure).',
    details.refund && details.refund !== 'nothing'
      ? 'The number of the refund at your payment provider: Waybill doesn’t hold it (refund_ids).'
      : 'Why no refund was due, in your words (refund_refusal_explanation).',
    `The customer’s name, address and e-mail are left out on purpose, for this stands in a chat. Your payment provider has them; else press Ship-to on ${po.number} (shipping_address, customer_name, customer_email_address).`,
  ]
}

function ofShipping({ parcels, po }: CaseRecord): readonly string[] {
  if (parcels.length === 0) return ['Proof of shipping: no parcel has a tracking number.']
  const unscanned = parcels.filter(({ scannedAt }) => !scannedAt)
  return [
    ...unscanned.map(
      ({ carrierName, number, purchaseOrder }) =>
        `The carrier’s first scan of ${carrierName} ${number}: until it is recorded (/tracking scanned ${purchaseOrder} ${number}), the shipping date is the day its number was added.`,
    ),
    ...(po.deliveredAt ? [] : ['Proof of delivery: add the carrier’s confirmation (service_date).']),
  ]
}
