import { caseState, toPurchaseOrder } from '../cases/card-parts.ts'
import { caseEndWords } from '../cases/supplier-messages.ts'
import type { Button, Card, CardLine, Phrase, Tone } from '../kernel/shapes/card.ts'
import { capital } from '../kernel/words/text.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { openChanges } from '../purchase-orders/open-changes.ts'
import { canMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { whereItStands } from '../shipments/carrier-words.ts'
import type { LateView } from './late-view.ts'
import { lateWords } from './words.ts'

/** The root card of a late purchase order in its supplier's room: what is late, since when, what was promised, and what to do. */
export function lateCard(late: LateView): Card {
  const { one, po, supplier } = late
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: toneOf(late),
    state: caseState(one),
    title: `${po.number} ${one.closedAt ? 'was' : 'is'} late`,
    summary: summaryOf(late),
    facts: [...lateFacts(late, supplier.zone)],
    lines: one.closedAt ? [] : leftLines(late),
    buttons: one.closedAt ? [] : buttons(late),
    context: [
      toPurchaseOrder(late),
      ` · ${one.number} · noticed `,
      { at: one.openedAt.toISOString(), zone: supplier.zone },
    ],
  }
}

export function toneOf({ one }: Pick<LateView, 'one'>): Tone {
  if (one.closedAt) return 'over'
  return one.answeredAt ? 'waiting' : 'bad'
}

function summaryOf({ one, po, breaches, stillLate, answer }: LateView): string {
  if (one.closedAt) return caseEndWords({ one, po })
  const found = lateWords(stillLate.length > 0 ? stillLate : breaches)
  const what = found ? `${po.number}: ${found}.` : `${po.number} needs your answer.`
  return one.answeredAt && answer ? `${what} ${answer.by} ${answer.how}.` : `${what} Please answer with a button below.`
}

/** What is late, since when, and what was promised: the same to both sides. */
export function lateFacts({ po, view, breaches, stillLate, answer }: LateView, zone?: string) {
  const told = stillLate.length > 0 ? stillLate : breaches
  const unscanned = stillLate.some(({ rule }) => rule === 'scan') ? view.parcels.filter(one => !one.scannedAt) : []
  const moment = (at: Date): Phrase => ({ at: at.toISOString(), ...(zone && { zone }) })
  const [first] = told
  return [
    ...(first ? [{ label: 'Late', value: capital(lateWords(told)) as Phrase }] : []),
    ...(first ? [{ label: 'Late since', value: moment(first.dueAt) }] : []),
    ...unscanned.flatMap(parcel => {
      const stands = whereItStands(parcel)
      return stands
        ? [{ label: 'Carrier says', value: `${parcel.carrierName} ${parcel.number}: ${stands}` as Phrase }]
        : []
    }),
    ...(po.shipBy ? [{ label: 'Agreed ship-by', value: moment(po.shipBy) }] : []),
    ...(po.promisedOn ? [{ label: 'Promised for', value: { at: po.promisedOn } as Phrase }] : []),
    ...(answer
      ? [{ label: 'Last answer', value: [`${answer.by} ${answer.how} · `, moment(answer.at)].flat() as Phrase }]
      : []),
  ]
}

function leftLines({ view }: LateView): readonly CardLine[] {
  return view.lines
    .filter(({ asked, shipped }) => shipped < asked)
    .map(({ line, asked, shipped }) => ({
      text: line.title,
      quantity: asked - shipped,
      ...(line.sku && { detail: line.sku }),
    }))
}

function buttons({ po, stillLate, view }: LateView): readonly Button[] {
  const said = openChanges(view).length > 0 ? ['changed'] : []
  const input = { purchaseOrder: po.id }
  const unscanned = stillLate.some(({ rule }) => rule === 'scan')
  const tracking = { command: 'tracking.add', input, asks: ['number', 'carrier', 'lines', ...said] }
  const all: readonly (Button | false)[] = [
    canMovePurchaseOrder(po, 'acknowledge') && { label: 'Acknowledge', command: 'po.acknowledge', input },
    canMovePurchaseOrder(po, 'promise') && {
      label: 'New ship date',
      command: 'po.promise',
      input,
      asks: ['promised'],
      style: 'primary',
    },
    !po.shippedAt && canMovePurchaseOrder(po, 'add_parcel') && { label: 'Already shipped: add tracking', ...tracking },
    unscanned && {
      label: 'Correct tracking',
      command: 'tracking.correct',
      input,
      asks: ['shipment', 'number', 'carrier'],
      style: 'primary',
    },
    canMovePurchaseOrder(po, 'decline') && {
      label: 'Cannot ship',
      command: 'po.decline',
      input,
      asks: ['reason', 'note'],
      style: 'danger',
    },
  ]
  return all.filter(button => button !== false)
}
