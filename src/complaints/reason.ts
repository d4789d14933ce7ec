import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'

/** What a customer complains of: eBay's item-not-received and Medusa's claims, in people's words. */
export const COMPLAINT_REASONS = {
  not_received: 'Not received',
  delivered_not_received: 'Tracking shows delivered, but not received',
  late: 'Late',
  empty_box: 'Empty box',
  missing_item: 'Missing item',
  wrong_item: 'Wrong item',
  damaged: 'Damaged',
  defective: 'Defective',
  not_as_described: 'Not as described',
  other: 'Other',
} as const
export type ComplaintReason = keyof typeof COMPLAINT_REASONS
export const complaintReasons = Object.keys(COMPLAINT_REASONS) as [ComplaintReason, ...ComplaintReason[]]

/** What customers say of it, to be asked about: it may mean either. */
export const ALIKE: Readonly<Record<string, ComplaintReason>> = {
  broken: 'damaged',
  cracked: 'damaged',
  faulty: 'defective',
  missing_parcel: 'not_received',
  lost: 'not_received',
}

/** What a customer can say of a parcel that never left. */
const WITHOUT_PARCEL: ReadonlySet<ComplaintReason> = new Set(['not_received', 'late', 'other'])

/** @throws Refusal for a complaint that cannot be true, as nothing of the purchase order has shipped. Pure. */
export function mustBePossible(reason: ComplaintReason, po: { number: string; partlyShippedAt: Date | null }): void {
  if (po.partlyShippedAt || WITHOUT_PARCEL.has(reason)) return
  const fits = list(
    [...WITHOUT_PARCEL].map(one => `“${COMPLAINT_REASONS[one]}”`),
    'or',
  )
  throw new Refusal(
    `${po.number} has not shipped yet, so it cannot be “${COMPLAINT_REASONS[reason]}”. Choose ${fits}, or add its tracking first.`,
    'reason',
  )
}
