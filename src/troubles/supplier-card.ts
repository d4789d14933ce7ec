import { answerByFacts, caseState, toPurchaseOrder } from '../cases/card-parts.ts'
import { caseEndWords } from '../cases/supplier-messages.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import type { ParcelView } from './parcel-view.ts'
import { parcelFacts, troubleWords } from './parcel-words.ts'
import { parcelTone } from './staff-card.ts'
import { TROUBLES } from './trouble.ts'

/** The root card of a parcel in trouble in its supplier's room: what its carrier says, and what is asked of the supplier. */
export function parcelSupplierCard(view: ParcelView): Card {
  const { one, po, supplier, kept, trouble, parcel } = view
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: parcelTone(view),
    state: caseState(one),
    title: `A parcel of ${po.number} ${TROUBLES[trouble.trouble].words}`,
    summary: `${troubleWords(trouble)} ${one.closedAt ? endWords(view) : (kept.question ?? TROUBLES[trouble.trouble].asks)}`,
    facts: [
      ...parcelFacts(trouble, parcel, supplier.zone),
      ...(kept.answer && kept.answeredBy ? [{ label: 'Answer', value: `${kept.answeredBy}: ${kept.answer}` }] : []),
      ...answerByFacts(view),
    ],
    buttons: one.closedAt ? [] : buttons(view),
    context: [
      toPurchaseOrder(view),
      ` · ${one.number} · noticed `,
      { at: one.openedAt.toISOString(), zone: supplier.zone },
    ],
  }
}

/** How it ended, as the supplier may know it. */
export function endWords(view: ParcelView): string {
  const { one } = view
  if (one.closeReason === 'claimed') return `It goes on as complaint ${one.closeNote}.`
  return caseEndWords(view)
}

function buttons({ one, po, parcel }: ParcelView): readonly Button[] {
  const answer: Button = {
    label: 'Answer',
    command: 'parcel.answer',
    input: { case: one.id },
    asks: ['answer'],
    ...(one.waitingFor === 'supplier' && { style: 'primary' }),
  }
  const input = { purchaseOrder: po.id, ...(parcel && { shipment: parcel.id }) }
  const correct: Button = {
    label: 'Correct the number',
    command: 'tracking.correct',
    input,
    asks: ['number', 'carrier'],
  }
  return parcel ? [answer, correct] : [answer]
}
