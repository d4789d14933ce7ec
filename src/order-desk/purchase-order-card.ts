import { rootKey } from '../cases/card-keys.ts'
import { type Button, type Card, type CardLine, joined, MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { askButton } from '../purchase-orders/ask-button.ts'
import { optionsInShort } from '../purchase-orders/line-words.ts'
import { noteWords } from '../purchase-orders/note-words.ts'
import { doNotShip, openChanges } from '../purchase-orders/open-changes.ts'
import { promiseWords } from '../purchase-orders/promise-words.ts'
import { canMovePurchaseOrder, isLive, purchaseOrderState } from '../purchase-orders/purchase-order.ts'
import { saidShipped } from '../purchase-orders/still-wanted.ts'
import { PURCHASE_ORDER_STATES, purchaseOrderStateWords } from '../purchase-orders/words.ts'
import type { LineView, OrderView, PurchaseOrderView } from './order-view.ts'
import { piecesOfLine } from './pieces-of-line.ts'
import { parcelPhrase, placeWords } from './reply-words.ts'
import { isOtherwise, tooMany, tooManyWords } from './too-many.ts'
import { openCasesFact, openCasesSentence, toneWith } from './trouble.ts'
import { destination } from './words.ts'

/** The supplier's card of its purchase order. Of the customer it shows city and country, and of the staff nothing. */
export function purchaseOrderCard(order: OrderView, view: PurchaseOrderView): Card {
  const { po, supplier } = view
  const stop = doNotShip(view)
  const more = tooMany(view)
  const elsewhere = elsewhereWords(order, view)
  const pieces = view.lines.reduce((sum, line) => sum + line.asked, 0)
  const answer = po.acknowledgeBy && canMovePurchaseOrder(po, 'acknowledge') ? po.acknowledgeBy.toISOString() : null
  const words = [...noteWords(po), ...(supplier.instructions ? [supplier.instructions] : [])]
  const due = po.shipBy && !po.shippedAt && po.sentAt ? po.shipBy.toISOString() : null
  return {
    audience: { supplierId: supplier.id },
    oneOfMany: true,
    tone:
      stop || elsewhere || isOtherwise(view)
        ? 'warning'
        : toneWith(view.shownCases, PURCHASE_ORDER_STATES[purchaseOrderState(po)].tone),
    state: purchaseOrderState(po),
    title: `Purchase order ${po.number}`,
    summary: `${stop ? `${stop} ` : ''}${elsewhere ? `${elsewhere} ` : ''}${po.number}: ${count(view.lines.length, 'line')}, ${count(pieces, 'piece')} to ${destination(order)}. ${purchaseOrderStateWords(view)}.${more.length > 0 ? ` More shipped than asked: ${tooManyWords(more)}.` : ''}${openCasesSentence(view.shownCases)}`,
    facts: [
      { label: 'State', value: purchaseOrderStateWords(view) },
      ...openCasesFact(view.shownCases, rootKey),
      { label: 'Destination', value: destination(order) },
      ...(po.method ? [{ label: 'Method', value: po.method }] : []),
      ...(answer ? [{ label: 'Acknowledge by', value: { at: answer, zone: supplier.zone } }] : []),
      ...(due ? [{ label: 'Ship by', value: { at: due, zone: supplier.zone } }] : []),
      ...(po.promisedOn
        ? [{ label: 'Promised for', value: promiseWords(po.promisedOn, po.shipBy, supplier.zone) }]
        : []),
      ...(po.answers > 0
        ? [{ label: 'Answered by line', value: `${po.answeredBy}${po.answers > 1 ? `, answer ${po.answers}` : ''}` }]
        : []),
      ...(po.replaces ? [{ label: 'Replaces', value: replaced(order, view) }] : []),
      ...(view.parcels.length > 0 ? [{ label: 'Parcels', value: joined(view.parcels.map(parcelPhrase), ', ') }] : []),
    ],
    lines: view.lines.map(one => line(view, one)),
    ...(words.length > 0 && { body: words.join('\n\n') }),
    buttons: buttons(view),
    rest: { label: 'All lines', command: 'po.packing-list', input: { purchaseOrder: po.id } },
    ...(po.sentAt && { context: ['Sent ', { at: po.sentAt.toISOString(), zone: supplier.zone }] }),
  }
}

/** The question whether it shipped already, as the store says; null where the store does not. */
function elsewhereWords({ order }: OrderView, { po, lines }: PurchaseOrderView): string | null {
  if (order.cancelledAt || order.deletedAt || !isLive(po) || po.shippedAt || !po.sentAt) return null
  const pieces = lines.reduce((sum, line) => sum + saidShipped(line), 0)
  if (pieces === 0) return null
  const [were, them] = pieces === 1 ? ['was', 'it'] : ['were', 'them']
  return `Did you ship this already? The shop’s store says that ${count(pieces, 'piece')} ${were} shipped, but no parcel here contains ${them}. If you did, add the tracking number; if not, ask the shop before you ship.`
}

/** Another supplier learns nothing about the earlier purchase order. */
function replaced({ purchaseOrders }: OrderView, { po }: PurchaseOrderView): string {
  const before = purchaseOrders.find(one => one.po.id === po.replaces && one.po.supplierId === po.supplierId)
  return before ? `${before.po.number}, after a complaint` : 'what arrived wrong or not at all'
}

function line(order: PurchaseOrderView, view: LineView): CardLine {
  const { line, asked, shipped } = view
  const places = isLive(order.po) ? placeWords(order.po, view, piecesOfLine(order, view)) : []
  return {
    text: line.title,
    quantity: asked,
    detail: [line.sku, ...places, optionsInShort(line, 'Ship-to')].filter(Boolean).join(' · '),
    done: asked === 0 || shipped >= asked,
    ...(line.imageUrl && { image: line.imageUrl }),
  }
}

/** Every line that is left to ship with a yes, to be changed where it is none. */
function unanswered(lines: readonly LineView[]): string {
  return lines
    .flatMap(({ line, asked, shipped }, index) =>
      asked > shipped ? [`${line.sku ?? `#${index + 1}`} x${asked - shipped} ok`] : [],
    )
    .join('\n')
}

/** At most five. A day is promised with the yes, or by line, until it is acknowledged. */
function buttons(view: PurchaseOrderView): readonly Button[] {
  const { po, parcels, lines } = view
  const said = openChanges(view).length > 0 ? ['changed'] : []
  const input = { purchaseOrder: po.id }
  const all: readonly (Button | false)[] = [
    canMovePurchaseOrder(po, 'acknowledge') && {
      label: 'Acknowledge',
      command: 'po.acknowledge',
      input,
      style: 'primary',
    },
    canMovePurchaseOrder(po, 'promise') &&
      !canMovePurchaseOrder(po, 'acknowledge') && {
        label: 'Promise a date',
        command: 'po.promise',
        input,
        asks: ['promised'],
      },
    canMovePurchaseOrder(po, 'answer') && {
      label: 'Answer by line',
      command: 'po.reply',
      input: { ...input, lines: unanswered(lines) },
      asks: ['lines', 'note'],
    },
    canMovePurchaseOrder(po, 'add_parcel') && {
      label: 'Add tracking',
      command: 'tracking.add',
      input,
      asks: ['number', 'carrier', 'lines', ...said],
    },
    parcels.length > 0 && {
      label: 'Correct tracking',
      command: 'tracking.correct',
      input,
      asks: ['shipment', 'number', 'carrier'],
    },
    // While more may ship there is no room for it: it is on the list of parcels too.
    parcels.length > 0 &&
      !canMovePurchaseOrder(po, 'promise') && {
        label: 'Take a parcel off',
        command: 'tracking.remove',
        input,
        asks: ['shipment', 'why'],
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
  const own = all.filter(button => button !== false)
  // Where there is none, it is with the ship-to.
  return po.sentAt && isLive(po) && own.length < MOST_BUTTONS ? [...own, askButton(po.id)] : own
}
