import type { Button, Card, CardLine } from '../kernel/shapes/card.ts'
import { count, list } from '../kernel/words/text.ts'
import { optionsInShort } from '../purchase-orders/line-words.ts'
import { canMovePurchaseOrder, purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { PURCHASE_ORDER_STATES, purchaseOrderStateWords } from '../purchase-orders/words.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'
import { destination } from './words.ts'

/** The supplier's card of its purchase order. Of the customer it shows city and country, and of the staff nothing. */
export function purchaseOrderCard(order: OrderView, view: PurchaseOrderView): Card {
  const { po, supplier } = view
  const pieces = view.lines.reduce((sum, line) => sum + line.asked, 0)
  const answer = po.acknowledgeBy && canMovePurchaseOrder(po, 'acknowledge') ? po.acknowledgeBy.toISOString() : null
  const due = po.shipBy && !po.shippedAt && po.sentAt ? po.shipBy.toISOString() : null
  return {
    audience: { supplierId: supplier.id },
    tone: PURCHASE_ORDER_STATES[purchaseOrderState(po)].tone,
    title: `Purchase order ${po.number}`,
    summary: `${po.number}: ${count(view.lines.length, 'line')}, ${count(pieces, 'piece')} to ${destination(order)}. ${purchaseOrderStateWords(view)}.`,
    facts: [
      { label: 'State', value: purchaseOrderStateWords(view) },
      { label: 'Destination', value: destination(order) },
      ...(po.method ? [{ label: 'Method', value: po.method }] : []),
      ...(answer ? [{ label: 'Acknowledge by', value: { at: answer, zone: supplier.zone } }] : []),
      ...(due ? [{ label: 'Ship by', value: { at: due, zone: supplier.zone } }] : []),
      ...(po.promisedOn ? [{ label: 'Promised for', value: po.promisedOn }] : []),
      ...(po.replaces ? [{ label: 'Replaces', value: replaced(order, view) }] : []),
      ...(view.parcels.length > 0
        ? [{ label: 'Parcels', value: list(view.parcels.map(one => `${one.carrierName} ${one.number}`)) }]
        : []),
    ],
    lines: view.lines.map(line),
    ...(supplier.instructions && { body: supplier.instructions }),
    buttons: buttons(view),
    ...(po.sentAt && { context: ['Sent ', { at: po.sentAt.toISOString(), zone: supplier.zone }] }),
  }
}

/** Another supplier is not told of the purchase order that went before. */
function replaced({ purchaseOrders }: OrderView, { po }: PurchaseOrderView): string {
  const before = purchaseOrders.find(one => one.po.id === po.replaces && one.po.supplierId === po.supplierId)
  return before ? `${before.po.number}, after a complaint` : 'what arrived wrong or not at all'
}

function line({ line, asked, shipped }: PurchaseOrderView['lines'][number]): CardLine {
  const part = shipped > 0 && shipped < asked ? `${shipped} of ${asked} shipped` : null
  return {
    text: line.title,
    quantity: asked,
    detail: [line.sku, part, optionsInShort(line, 'Ship-to')].filter(Boolean).join(' · '),
    done: asked === 0 || shipped >= asked,
    ...(line.imageUrl && { image: line.imageUrl }),
  }
}

function buttons({ po, parcels }: PurchaseOrderView): readonly Button[] {
  const input = { purchaseOrder: po.id }
  const all: readonly (Button | false)[] = [
    canMovePurchaseOrder(po, 'acknowledge') && {
      label: 'Acknowledge',
      command: 'po.acknowledge',
      input,
      style: 'primary',
    },
    canMovePurchaseOrder(po, 'promise') && {
      label: 'Promise a date',
      command: 'po.promise',
      input,
      asks: ['promised'],
    },
    canMovePurchaseOrder(po, 'add_parcel') && {
      label: 'Add tracking',
      command: 'tracking.add',
      input,
      asks: ['number', 'carrier', 'lines'],
    },
    parcels.length > 0 && {
      label: 'Correct tracking',
      command: 'tracking.correct',
      input,
      asks: ['shipment', 'number', 'carrier'],
    },
    canMovePurchaseOrder(po, 'see_ship_to') && { label: 'Ship-to', command: 'po.shipto', input },
    canMovePurchaseOrder(po, 'decline') && {
      label: 'Decline',
      command: 'po.decline',
      input,
      asks: ['reason', 'note'],
      style: 'danger',
    },
  ]
  return all.filter(button => button !== false)
}
