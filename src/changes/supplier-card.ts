import { answerByFacts, toPurchaseOrder } from '../cases/card-parts.ts'
import { caseEndWords } from '../cases/supplier-messages.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { CHANGE_TITLES } from '../purchase-orders/change.ts'
import { askedWords } from '../purchase-orders/open-changes.ts'
import type { ChangeView } from './change-view.ts'

/**
 * The root card of an unanswered change in its supplier's room: put up with the first reminder, to be answered there.
 */
export function changeCaseCard(change: ChangeView): Card {
  const { one, po, supplier, open } = change
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: one.closedAt ? 'over' : 'warning',
    title: `${po.number}: a change ${one.closedAt ? 'was' : 'is'} open`,
    summary: one.closedAt
      ? caseEndWords({ one, po })
      : `Do not ship ${po.number}: ${askedWords(open)}. Please answer with a button below.`,
    facts: [...open.map(({ kind, what }) => ({ label: CHANGE_TITLES[kind], value: what })), ...answerByFacts(change)],
    buttons: one.closedAt ? [] : answers(change),
    context: [
      toPurchaseOrder(change),
      ` · ${one.number} · asked `,
      { at: one.openedAt.toISOString(), zone: supplier.zone },
    ],
  }
}

/** Yes and no, for the side that answers; of several questions each is answered by its own name. */
export function answers({ po, open }: Pick<ChangeView, 'po' | 'open'>): readonly Button[] {
  const [only, second] = open
  const input = { purchaseOrder: po.id, ...(only && !second && { change: only.id }) }
  const which = second ? ['which'] : []
  const yes: Button = {
    label: 'Accept',
    command: 'po.answer',
    input: { ...input, answer: 'accept' },
    ...(second && { asks: which }),
    style: 'primary',
  }
  const no: Button = {
    label: 'Refuse',
    command: 'po.answer',
    input: { ...input, answer: 'refuse' },
    asks: [...which, 'note'],
    style: 'danger',
  }
  return po.shippedAt ? [no] : [yes, no]
}
