/** Why people close a case. */
export const CLOSE_REASONS = {
  solved: 'Solved',
  customer_waits: 'The customer waits for it',
  sent_elsewhere: 'Somebody else ships it',
  refunded: 'The customer was refunded',
  opened_by_mistake: 'Opened by mistake',
  other: 'Other',
} as const
export type CloseReason = keyof typeof CLOSE_REASONS
export const closeReasons = Object.keys(CLOSE_REASONS) as [CloseReason, ...CloseReason[]]

/** What a complaint ends with. */
export const RESOLUTIONS = {
  refund: 'Refund',
  partial_refund: 'Partial refund',
  replacement: 'Replacement',
  supplier_credit: 'Supplier credit',
  explained: 'Explained',
  withdrawn: 'Withdrawn',
} as const

/** Why a case closes by itself. */
const OF_ITSELF: Readonly<Record<string, string>> = {
  shipped: 'It has shipped',
  moves: 'The parcel moves again',
  changed: 'Something else happened to it since',
  taken_off: 'The parcel was taken off',
  claimed: 'It goes on as a complaint',
  scanned: 'The carrier has scanned it',
  delivered: 'It was delivered',
  acknowledged: 'It was acknowledged',
  postponed: 'Closures agreed since give it more time',
  corrected: 'Its tracking number was corrected',
  declined: 'The supplier declined it',
  return_declined: 'The supplier won’t take it back',
  settled: 'All is settled',
  disagreeing: 'Closed although its ledgers disagree',
  ...RESOLUTIONS,
  cancelled: 'It was cancelled',
  answered: 'The supplier answered',
  question_answered: 'It was answered',
  not_asked: 'It is no longer asked',
}

/** `the customer waits for it — until Friday`; of another reason the note alone. */
export function closeWords({
  closeReason,
  closeNote,
}: {
  closeReason: string | null
  closeNote: string | null
}): string {
  if (closeNote && (closeReason ?? 'other') === 'other') return closeNote
  const words = OF_ITSELF[closeReason ?? ''] ?? CLOSE_REASONS[closeReason as CloseReason] ?? closeReason ?? 'no reason'
  const reason = words.charAt(0).toLowerCase() + words.slice(1)
  return closeNote ? `${reason} — ${closeNote}` : reason
}
