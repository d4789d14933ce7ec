/** Why something comes back; stored as these handles, since Shopify's own list of reasons is deprecated. */
export const RETURN_REASONS = {
  unwanted: 'No longer wanted',
  size: 'Wrong size or fit',
  damaged: 'Damaged',
  defective: 'Defective',
  wrong_item: 'Wrong item',
  not_as_described: 'Not as described',
  arrived_late: 'Arrived late',
  other: 'Other',
} as const
export type ReturnReason = keyof typeof RETURN_REASONS
export const returnReasons = Object.keys(RETURN_REASONS) as [ReturnReason, ...ReturnReason[]]

/** Why a supplier does not take it back: Shopify's ReturnDeclineReason. */
export const RETURN_DECLINES = {
  final_sale: 'Final sale',
  return_period_ended: 'Return period ended',
  other: 'Other',
} as const
export type ReturnDecline = keyof typeof RETURN_DECLINES
export const returnDeclines = Object.keys(RETURN_DECLINES) as [ReturnDecline, ...ReturnDecline[]]
