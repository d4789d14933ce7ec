import { staffKey } from '../cases/card-keys.ts'
import { type Button, type Card, type CardLine, joined, MOST_BUTTONS, type PhrasePart } from '../kernel/shapes/card.ts'
import { money } from '../kernel/words/money.ts'
import { count, cut } from '../kernel/words/text.ts'
import { whyNever } from '../orders/gate.ts'
import { why } from '../orders/hold-order.ts'
import { detailsChanged, detailsWords } from '../purchase-orders/details.ts'
import { isAsked } from '../purchase-orders/is-asked.ts'
import { longOptions, optionsInShort } from '../purchase-orders/line-words.ts'
import { askedWords, openChanges } from '../purchase-orders/open-changes.ts'
import { promiseWords } from '../purchase-orders/promise-words.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrderStateWords } from '../purchase-orders/words.ts'
import type { OrderView, PurchaseOrderView } from './order-view.ts'
import { piecesOfLine } from './pieces-of-line.ts'
import { parcelPhrase } from './reply-words.ts'
import { openCasesFact, openCasesSentence, toneWith } from './trouble.ts'
import { destination, orderState, wasDeclined } from './words.ts'

type Facts = NonNullable<Card['facts']>

/** The staff's card of an order: all of it at a glance, with what can be done next. */
export function orderCard(view: OrderView): Card {
  const { order, store } = view
  const state = orderState(view)
  return {
    audience: 'staff',
    oneOfMany: true,
    tone: toneWith(view.openCases, state.tone),
    title: `Order ${order.number}`,
    summary: `Order ${order.number} of ${store.name}, ${count(view.lines.length, 'line')} to ${destination(view)}. ${state.words}.${openCasesSentence(view.openCases)}`,
    facts: [
      { label: 'State', value: state.words },
      { label: 'Destination', value: destination(view) },
      ...moneyFacts(order),
      { label: 'Placed', value: { at: order.placedAt.toISOString() } },
      ...(order.method ? [{ label: 'Method', value: order.method }] : []),
      ...(order.financialStatus && order.financialStatus !== 'paid'
        ? [{ label: 'Payment', value: order.financialStatus }]
        : []),
      ...(order.heldAt ? [{ label: 'On hold', value: `${why(order)} (${order.heldBy})` }] : []),
      ...openCasesFact(view.openCases, staffKey),
      ...requests(view),
      ...(order.erasedAt
        ? [{ label: 'Customer’s data', value: ['Erased ', { at: order.erasedAt.toISOString() }] }]
        : []),
      ...(order.customerNote ? [{ label: 'Customer wrote', value: noteInShort(order.customerNote) }] : []),
    ],
    lines: [...lines(view), ...parts(view)],
    buttons: buttons(view),
    rest: { label: 'All of it', command: 'order.paper', input: { order: order.id } },
    context: [inStore(view), ' · ', { at: order.receivedAt.toISOString() }],
  }
}

/** The store’s name, as a link to the order there if we know where. */
function inStore({ order, store }: OrderView): PhrasePart {
  const to = store.orderPage?.replace('{id}', encodeURIComponent(order.externalId))
  return to ? { text: store.name, to } : store.name
}

/** What suppliers were asked and have not answered: `1042-A: cancellation asked`. */
function requests({ purchaseOrders }: OrderView) {
  const asked = purchaseOrders.flatMap(view => {
    const open = openChanges(view)
    return open.length > 0 ? [`${view.po.number}: ${askedWords(open)}`] : []
  })
  return asked.length > 0 ? [{ label: 'Waits for an answer', value: asked.join('; ') }] : []
}

/** What the customer paid; once the store gave some back, also that and what the order is worth now. */
function moneyFacts({ paidMinor, shippingPaidMinor, refundedMinor, totalMinor, currency }: OrderView['order']): Facts {
  const shipping = shippingPaidMinor > 0 ? `, shipping ${money(shippingPaidMinor, currency)} in it` : ''
  const back = [
    { label: 'Refunded in the store', value: money(refundedMinor, currency) },
    // The total may be from before a refund that the store reported by itself.
    { label: 'Total now', value: money(Math.min(totalMinor, paidMinor - refundedMinor), currency) },
  ]
  return [{ label: 'Total', value: `${money(paidMinor, currency)}${shipping}` }, ...(refundedMinor > 0 ? back : [])]
}

/** What every chat shows of a fact, in UTF-16 units. */
const MOST_NOTE = 250

/** What the customer wrote, as the card has room for it. */
function noteInShort(note: string): string {
  return note.length > MOST_NOTE ? `${cut(note, MOST_NOTE)} (in full: Story)` : note
}

/** What the card has no room for, whole, a paragraph each. */
export function longTexts({ order, lines }: OrderView): readonly string[] {
  const note =
    order.customerNote && order.customerNote.length > MOST_NOTE ? [`Customer wrote: ${order.customerNote}`] : []
  return [...longOptions(lines), ...note]
}

function lines({ lines, open, order, purchaseOrders }: OrderView): readonly CardLine[] {
  return lines.map(line => {
    const with_ = purchaseOrders.filter(({ po, lines }) => isLive(po) && lines.some(one => one.line.id === line.id))
    const unrouted = open.find(one => one.id === line.id)
    const where = with_.map(({ po }) => po.number)
    const nobody = wasDeclined(line.id, purchaseOrders) ? 'nobody else supplies it' : 'nobody supplies it'
    const loose = unrouted?.takers === 0 ? nobody : unrouted ? 'not forwarded' : null
    return {
      text: line.title,
      quantity: line.quantity,
      detail: [line.sku ?? 'no SKU', paidWords(line, order.currency), ...where, loose, optionsInShort(line, 'Story')]
        .filter(Boolean)
        .join(' · '),
      ...(line.imageUrl && { image: line.imageUrl }),
    }
  })
}

/** `EUR 50.00 each`; the list price as well, where the customer paid another. */
function paidWords({ priceMinor, paidMinor, ordered }: OrderView['lines'][number], currency: string): string {
  const list = money(priceMinor, currency)
  return paidMinor === priceMinor * ordered ? list : `${list}, paid ${money(paidMinor, currency)} for ${ordered}`
}

function parts({ purchaseOrders }: OrderView): readonly CardLine[] {
  return purchaseOrders.map(view => ({
    text: `${view.po.number} · ${view.supplier.name}`,
    detail: joined(
      [
        purchaseOrderStateWords(view),
        ...(view.po.declineNote ? [`“${view.po.declineNote}”`] : []),
        ...(view.po.promisedOn && !view.po.shippedAt
          ? [`promised for ${promiseWords(view.po.promisedOn, view.po.shipBy, view.supplier.zone)}`]
          : []),
        ...view.parcels.map(parcelPhrase),
        ...returnedWords(view),
        ...differs(view),
      ],
      ' · ',
    ),
    done: !isLive(view.po),
  }))
}

/** `2 pieces returned` */
function returnedWords(view: PurchaseOrderView): readonly string[] {
  const returned = view.lines.reduce((sum, line) => sum + piecesOfLine(view, line).returned, 0)
  return returned > 0 ? [`${count(returned, 'piece')} returned`] : []
}

/** What the supplier was sent otherwise than the order has it now, where it is not asked about (any more). */
function differs(view: PurchaseOrderView): readonly string[] {
  const details = isLive(view.po) && view.po.sentAt ? detailsChanged(view) : null
  const asked = view.changes.some(change => change.kind === 'details' && isAsked(change, view))
  return details && !asked ? [`differs from the order: ${detailsWords(details)}`] : []
}

/** What needs doing first; once it is with suppliers, what may go wrong there. The rest is a command away. */
function buttons(view: OrderView): readonly Button[] {
  const { order, open } = view
  const input = { order: order.id }
  const story: Button = { label: 'Story', command: 'order.show', input }
  const note: Button = { label: 'Note', command: 'order.note', input, asks: ['note'] }
  const problems = problemsOf(view)
  const write = writesNote(view)
  if (order.erasedAt) return [story]
  if (order.cancelledAt) return [story, note, ...problems]
  const cancel: Button = { label: 'Cancel', command: 'order.cancel', input, asks: ['reason'], style: 'danger' }
  if (order.heldAt)
    return [
      { label: 'Release', command: 'order.release', input, style: 'primary' },
      { label: 'Forward anyway', command: 'order.forward', input, asks: ['held'] },
      ...[note, story, cancel],
    ]
  if (open.length === 0 || whyNever(order.financialStatus))
    return [note, story, ...problems, cancel, ...write].slice(0, MOST_BUTTONS)
  const routable = open.some(line => line.takers > 0)
  const forward: Button = routable
    ? { label: 'Forward', command: 'order.forward', input, style: 'primary' }
    : { label: 'Forward to…', command: 'order.forward', input, asks: ['supplier', 'skus'], style: 'primary' }
  const hold: Button = { label: 'Hold', command: 'order.hold', input, asks: ['reason', 'note'] }
  return [forward, hold, problems[0] ?? note, story, cancel]
}

/** Sends what the customer wrote to suppliers that have the order without it; a card with five buttons leaves it to `/order customer-note`. */
function writesNote({ order, purchaseOrders }: OrderView): readonly Button[] {
  const unsent = purchaseOrders.some(({ po }) => isLive(po) && po.sentAt && !po.shippedAt && po.customerNote === null)
  if (!order.customerNote || !unsent) return []
  return [{ label: 'Send the customer’s note', command: 'order.customer-note', input: { order: order.id } }]
}

/** A complaint once a supplier has it, a return once something has shipped. */
function problemsOf({ order, purchaseOrders }: OrderView): readonly Button[] {
  const live = purchaseOrders.filter(({ po }) => isLive(po) && po.sentAt)
  const input = { order: order.id }
  const asks = ['reason', 'happened', ...(live.length > 1 ? ['part'] : []), 'lines', 'files']
  // Which part is asked for when the lines don't say: keeping it from the supplier has no second chance.
  const kept = ['reason', 'happened', 'lines', 'files', 'keep']
  const complaint: Button = { label: 'Complaint', command: 'complaint.open', input, asks: kept }
  const back: Button = { label: 'Return', command: 'return.open', input, asks }
  return [...(live.length > 0 ? [complaint] : []), ...(live.some(({ po }) => po.partlyShippedAt) ? [back] : [])]
}
