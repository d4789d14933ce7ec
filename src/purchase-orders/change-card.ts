import type { Card } from '../kernel/card.ts'
import { CHANGE_TITLES } from './change.ts'
import type { PurchaseOrderView } from './order-view.ts'
import type { Change } from './tables.ts'

/** Asks a supplier to accept a change to what it already has. */
export function changeCard({ po, supplier }: PurchaseOrderView, change: Change): Card {
  const answered = change.acceptedAt ?? change.refusedAt
  const input = { purchaseOrder: po.id, change: change.id }
  return {
    audience: { supplierId: supplier.id },
    tone: answered ? 'neutral' : 'warning',
    title: `${po.number}: ${CHANGE_TITLES[change.kind].toLowerCase()}`,
    summary: change.what,
    ...(answered && {
      context: [
        `${change.acceptedAt ? 'Accepted' : 'Refused'} by ${change.answeredBy} `,
        { at: answered.toISOString(), zone: supplier.zone },
      ],
    }),
    buttons: answered
      ? []
      : [
          { label: 'Accept', command: 'po.answer', input: { ...input, answer: 'accept' }, style: 'primary' },
          {
            label: 'Refuse',
            command: 'po.answer',
            input: { ...input, answer: 'refuse' },
            asks: ['note'],
            style: 'danger',
          },
        ],
  }
}
