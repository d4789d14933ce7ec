import type { Button, Card } from '../kernel/shapes/card.ts'
import { MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { recognise } from '../shipments/carriers.ts'
import { nameAgain } from '../shipments/choose-carrier.ts'
import type { Shipment } from '../shipments/tables.ts'
import type { AlertView } from './parcel-view.ts'
import { endedWords, parcelFacts, troubleWords } from './parcel-words.ts'
import type { TroubleRow } from './tables.ts'
import { TROUBLES } from './trouble.ts'

/** A parcel's trouble that needs no case: what it is, what staff do next, and buttons for it. Redrawn when it is over. */
export function alertCard(view: AlertView): Card {
  const { row } = view
  const order: Button = { label: 'Words for the customer', command: 'order.where', input: { order: row.orderId } }
  const more: Button = { label: 'Show the order', command: 'order.show', input: { order: row.orderId } }
  const own = row.trouble === 'invalid' ? correctionButtons(view) : [{ ...order, style: 'primary' as const }]
  return {
    ...said(view, TROUBLES[row.trouble].next),
    audience: 'staff',
    facts: parcelFacts(row, view.parcel),
    buttons: row.endedAt ? [] : [...own.slice(0, MOST_BUTTONS - 1), more],
    context: [{ text: row.part, card: { kind: 'order', subject: row.orderId } }],
  }
}

/** The same for the supplier, where it is its own to act. */
export function supplierAlertCard(view: AlertView, zone: string): Card {
  const { row } = view
  return {
    ...said(view, TROUBLES[row.trouble].asks),
    audience: { supplierId: row.supplierId },
    follows: purchaseOrderKey({ id: row.purchaseOrderId }),
    facts: parcelFacts(row, view.parcel, zone),
    buttons: row.endedAt ? [] : correctionButtons(view),
  }
}

function said({ row, parcel }: AlertView, next: string): Pick<Card, 'tone' | 'title' | 'summary'> {
  const title = `${row.part}: a parcel ${TROUBLES[row.trouble].words}`
  if (row.endedAt)
    return { tone: 'over', title, summary: `${troubleWords(row)} ${endedWords(row, parcel?.deliveredAt ?? null)}` }
  return { tone: 'warning', title, summary: `${troubleWords(row)} ${next.replace(/\.$/, '')}.` }
}

/** Other carriers that the number may be of, by its form and check digit: one press tells the feed. */
function correctionButtons({ row, parcel }: AlertView): readonly Button[] {
  const input = { purchaseOrder: row.purchaseOrderId, shipment: row.shipmentId }
  const correct: Button = {
    label: 'Correct the number',
    command: 'tracking.correct',
    input,
    asks: ['number', 'carrier'],
  }
  if (!parcel) return []
  return [...otherCarriers(row, parcel, input).slice(0, 2), correct]
}

function otherCarriers(row: TroubleRow, parcel: Shipment, input: Record<string, unknown>): readonly Button[] {
  return recognise(row.number)
    .candidates.filter(({ carrier }) => carrier.code !== parcel.carrier)
    .map(({ carrier }) => ({
      label: `It is ${carrier.name}`,
      command: 'tracking.correct',
      input: { ...input, number: row.number, carrier: nameAgain(carrier) },
      style: 'primary' as const,
    }))
}
