import type { Button, Card } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { CHANGE_TITLES } from '../purchase-orders/change.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import type { Change } from '../purchase-orders/tables.ts'
import type { PurchaseOrderView } from './order-view.ts'

/** Asks a supplier to accept a change to what it already has. */
export function changeCard(view: PurchaseOrderView, change: Change): Card {
  const { po, supplier } = view
  const answered = change.acceptedAt ?? change.refusedAt
  const asked = isAsked(change, view)
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: asked ? 'warning' : 'neutral',
    title: `${po.number}: ${CHANGE_TITLES[change.kind].toLowerCase()}`,
    summary: change.what,
    ...(answered && {
      context: [
        `${change.acceptedAt ? 'Accepted' : 'Refused'} by ${change.answeredBy} `,
        { at: answered.toISOString(), zone: supplier.zone },
      ],
    }),
    ...(!asked && !answered && { context: 'This is no longer requested.' }),
    buttons: asked ? buttons(view, change) : [],
  }
}

/** Tells a supplier that what it was asked and has not answered is over. */
export function noLongerAskedCard({ po, supplier }: PurchaseOrderView, what: string): Card {
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: 'neutral',
    title: `${po.number}: a change is no longer requested`,
    summary: `Ship ${po.number} as you have it. You need not answer this any more: ${what}`,
  }
}

/** Once it has shipped, no is the only answer left. */
function buttons({ po }: PurchaseOrderView, change: Change): readonly Button[] {
  const input = { purchaseOrder: po.id, change: change.id }
  const yes: Button = { label: 'Accept', command: 'po.answer', input: { ...input, answer: 'accept' }, style: 'primary' }
  const no: Button = {
    label: 'Refuse',
    command: 'po.answer',
    input: { ...input, answer: 'refuse' },
    asks: ['note'],
    style: 'danger',
  }
  return po.shippedAt ? [no] : [yes, no]
}
