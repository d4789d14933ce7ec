import { cut } from '../kernel/words/text.ts'
import { trackingUrl } from '../shipments/carriers.ts'
import type { CaseRecord } from './case-record.ts'
import type { StripeFields } from './stripe-fields.ts'

/** PayPal's limits: developer.paypal.com/api/customer-disputes/v1, “evidence” and “evidence_info”. */
const MOST = { parcels: 10, notes: 2_000 }

/** What PayPal's *Provide evidence* takes: the parcels as proof that the order was fulfilled, else words alone. Pure. */
export function paypalFields({ parcels }: Pick<CaseRecord, 'parcels'>, { uncategorized_text = '' }: StripeFields) {
  const notes = cut(uncategorized_text, MOST.notes)
  const tracking_info = parcels.slice(0, MOST.parcels).map(({ carrier, carrierName, number }) => {
    const tracking_url = trackingUrl(carrier, number)
    return {
      carrier_name: 'OTHER',
      carrier_name_other: carrierName,
      tracking_number: number,
      ...(tracking_url && { tracking_url }),
    }
  })
  if (tracking_info.length === 0) return { evidences: [{ evidence_type: 'OTHER', notes }] }
  return { evidences: [{ evidence_type: 'PROOF_OF_FULFILLMENT', evidence_info: { tracking_info }, notes }] }
}
