import type { Button, CardLink, CardState, Phrase } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import type { CaseView } from './case-view.ts'
import type { Case } from './tables.ts'

type Facts = readonly { label: string; value: Phrase }[]

/** Whose case it is, on both sides: on every staff card, and for nobody else. */
export function whoseFacts({ one, supplier }: Pick<CaseView, 'one' | 'supplier'>): Facts {
  return [
    { label: 'Supplier', value: supplier.name },
    { label: 'Owner', value: one.ownerName ?? 'nobody yet' },
  ]
}

/** The purchase order’s number, which leads staff to the card of its order. */
export function toOrder({ one, po }: Pick<CaseView, 'one' | 'po'>): CardLink {
  return { text: po.number, card: { kind: 'order', subject: one.orderId } }
}

/** The same for its supplier, to the card of the purchase order. */
export function toPurchaseOrder({ po }: Pick<CaseView, 'po'>): CardLink {
  return { text: po.number, card: purchaseOrderKey(po) }
}

/** What is next, while it is open. */
export function nextFacts({ one }: Pick<CaseView, 'one'>, next: Phrase): Facts {
  return one.closedAt ? [] : [{ label: 'Next', value: next }]
}

/** Until when the supplier answers, on its own card, while it is waited for. */
export function answerByFacts({ one, supplier }: Pick<CaseView, 'one' | 'supplier'>): Facts {
  const waits = one.nextAt && one.waitingFor === 'supplier' && !one.snoozedUntil && !one.closedAt
  return waits && one.nextAt
    ? [{ label: 'Answer by', value: { at: one.nextAt.toISOString(), zone: supplier.zone } }]
    : []
}

/** When its customer wrote last, where they wrote at all. */
export function customerFacts({ one }: Pick<CaseView, 'one'>): Facts {
  return one.customerWroteAt ? [{ label: 'Customer wrote', value: { at: one.customerWroteAt.toISOString() } }] : []
}

/** Where the customer wrote by mail, staff write back from its card. */
export function customerButtons({ id, customerWroteAt }: Case): readonly Button[] {
  const write = { label: 'Write to customer', command: 'case.write', input: { case: id }, asks: ['text', 'files'] }
  return customerWroteAt ? [write] : []
}

/** What staff can do with a case of any kind. */
export function staffButtons({ id }: Case) {
  const input = { case: id }
  return {
    take: { label: 'Take', command: 'case.take', input },
    give: { label: 'Give', command: 'case.give', input, asks: ['person'] },
    snooze: { label: 'Snooze', command: 'case.snooze', input, asks: ['until'] },
    reopen: { label: 'Reopen', command: 'case.reopen', input, asks: ['why'] },
    more: { label: 'More', command: 'case.show', input },
  } as const satisfies Record<string, Button>
}

/** Where a case stands, for chats that sort cards. */
export function caseState({ closedAt, waitingFor, answeredAt }: Case): CardState {
  if (closedAt) return 'closed'
  if (waitingFor === 'supplier') return 'with_supplier'
  return answeredAt ? 'answered' : 'open'
}
