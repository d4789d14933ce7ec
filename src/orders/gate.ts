import { Refusal } from '../kernel/words/refusal.ts'
import type { Store } from '../stores/tables.ts'
import type { AnyHoldReason, HoldReason } from './order.ts'
import type { Order } from './tables.ts'

/** Whether an order may be sent, as its money and its risk say: now, once a hold ends, or never. */
export type Gate =
  | { pass: 'send' }
  | { pass: 'hold'; reason: HoldReason; note: string | null }
  | { pass: 'never'; why: string }
type Judged = Pick<Order, 'financialStatus' | 'cashOnDelivery' | 'risk'>
type Settings = Pick<Store, 'sendAuthorizedAt' | 'sendCashOnDeliveryAt'>

/** What an order waits for by its store's word alone. */
export const GATE_REASONS: readonly (AnyHoldReason | null)[] = ['awaiting_payment', 'high_risk_of_fraud']

/** Payments of which nothing is ever sent. */
export const NEVER_SENT = ['voided', 'expired', 'refunded']

/**
 * The gate by payment, in the store's own words (Shopify's OrderDisplayFinancialStatus): paid and partially refunded pass;
 * authorized and cash on delivery as the store is set; what is not paid waits; voided, expired and refunded never go. A word
 * that we do not know waits too. Of a high risk, everything waits. Pure.
 */
export function gateOf({ financialStatus: status, cashOnDelivery, risk }: Judged, store: Settings): Gate {
  const never = whyNever(status)
  if (never) return { pass: 'never', why: never }
  if (risk === 'high') return { pass: 'hold', reason: 'high_risk_of_fraud', note: null }
  if (status === null || status === 'paid' || status === 'partially_refunded') return { pass: 'send' }
  if (cashOnDelivery && store.sendCashOnDeliveryAt) return { pass: 'send' }
  if (status === 'authorized' && store.sendAuthorizedAt) return { pass: 'send' }
  const note = cashOnDelivery ? 'cash on delivery' : status === 'pending' ? null : status.replaceAll('_', ' ')
  return { pass: 'hold', reason: 'awaiting_payment', note }
}

/** Why an order of this payment status is never sent, as a sentence; null where it may be. Pure. */
export function whyNever(status: string | null): string | null {
  return status && NEVER_SENT.includes(status) ? `Its payment is ${status} in the store, so nothing is sent.` : null
}

/** @throws Refusal for an order whose money went back or never came. */
export function mustNotBeRefunded(order: Order): void {
  const why = whyNever(order.financialStatus)
  if (why) throw new Refusal(`Order ${order.number} can’t be sent. ${why}`)
}
