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
