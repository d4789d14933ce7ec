import type { Tone } from '../kernel/shapes/card.ts'
import { DECLINE_REASONS } from './decline-reason.ts'
import { type PurchaseOrderState, purchaseOrderState } from './purchase-order.ts'
import type { PurchaseOrder } from './tables.ts'

/** The words and tone of each state, the same wherever it is shown. */
export const PURCHASE_ORDER_STATES: Readonly<Record<PurchaseOrderState, { words: string; tone: Tone }>> = {
  draft: { words: 'Draft: waits for the supplier’s room', tone: 'warning' },
  sent: { words: 'Sent, not acknowledged yet', tone: 'waiting' },
  acknowledged: { words: 'Acknowledged', tone: 'waiting' },
  partly_shipped: { words: 'Partly shipped', tone: 'waiting' },
  shipped: { words: 'Shipped', tone: 'good' },
  delivered: { words: 'Delivered', tone: 'good' },
  declined: { words: 'Declined', tone: 'bad' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
}

/** `Acknowledged by Mei Lin`, `Declined by Mei Lin: inventory out of stock`. Without the note: who declined may be staff. */
export function purchaseOrderStateWords({ po }: { po: PurchaseOrder }): string {
  const state = purchaseOrderState(po)
  const { words } = PURCHASE_ORDER_STATES[state]
  if (state === 'acknowledged') return `${words} by ${po.acknowledgedBy}`
  return state === 'declined' ? `${words} by ${po.declinedBy}: ${whyDeclined({ ...po, declineNote: null })}` : words
}

/** `inventory out of stock — until June`; of another reason the note alone. */
export function whyDeclined({ declineReason, declineNote }: PurchaseOrder): string {
  if (declineNote && (declineReason ?? 'other') === 'other') return declineNote
  const reason = DECLINE_REASONS[declineReason ?? 'other'].toLowerCase()
  return declineNote ? `${reason} — ${declineNote}` : reason
}
