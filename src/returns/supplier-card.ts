import { answerByFacts, caseState, toPurchaseOrder } from '../cases/card-parts.ts'
import { balancesOf } from '../cases/ledger.ts'
import { replyButton } from '../conversations/cards.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { timesOf } from './load-return.ts'
import { canMoveReturn } from './return.ts'
import type { ReturnView } from './return-view.ts'
import { attachedTo, cardLines, declineWords, factsOf, RETURN_STATES, returnAbout, supplierState } from './words.ts'

/** The root card of a return in its supplier's room. Of what the customer gets back it shows nothing. */
export function returnSupplierCard(view: ReturnView): Card {
  const { one, po, supplier, row, state } = view
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: state === 'refunded' || state === 'credited' ? 'waiting' : RETURN_STATES[state].tone,
    state: caseState(one),
    title: `Return ${one.number} of ${po.number}`,
    summary: summaryOf(view),
    facts: [{ label: 'State', value: supplierState(state) }, ...answerByFacts(view), ...factsOf(view, supplier.zone)],
    lines: cardLines(view),
    body: row.happened,
    ...attachedTo(view),
    buttons: buttons(view),
    context: [toPurchaseOrder(view), ' · asked ', { at: one.openedAt.toISOString(), zone: supplier.zone }],
  }
}

function summaryOf(view: ReturnView): string {
  const { po, state } = view
  return `The customer of ${po.number} wants to return, ${returnAbout(view)}. ${whatNow(view, state)}`
}

/** What is asked of the supplier in each state. */
function whatNow(view: ReturnView, state: ReturnView['state']): string {
  switch (state) {
    case 'requested':
      return 'Do you take it back?'
    case 'approved':
      return 'You take it back; nothing was sent yet.'
    case 'on_its_way':
      return 'It is on its way to you. Say when it arrives.'
    case 'received':
      return 'Say what you found inside.'
    case 'inspected':
    case 'refunded':
    case 'credited':
      return owes(view) ? 'Your credit is still to come.' : 'Thank you.'
    case 'declined':
      return `${view.row.declinedBy} declined: ${declineWords(view)}.`
    case 'withdrawn':
      return 'The customer keeps it after all.'
    case 'closed':
      return 'It is closed: there is nothing more for you to do.'
  }
}

/** Whether a credit is open, or was never named. */
function owes({ entries }: ReturnView): boolean {
  const balances = balancesOf(entries, 'credit')
  return balances.length === 0 || balances.some(({ open }) => open > 0)
}

function buttons(view: ReturnView): readonly Button[] {
  const { one, row, entries } = view
  const input = { case: one.id }
  const times = timesOf(one, row)
  if (one.closedAt) return []
  const unnamed = balancesOf(entries, 'credit').length === 0
  const approve = ['returnTo', 'rma', 'expires', 'credit', 'instructions']
  const all: readonly (Button | false)[] = [
    canMoveReturn(times, 'approve') && {
      label: 'Take it back',
      command: 'return.approve',
      input,
      asks: approve,
      style: 'primary',
    },
    canMoveReturn(times, 'decline') && {
      label: 'Decline',
      command: 'return.decline',
      input,
      asks: ['reason', 'note'],
      style: 'danger',
    },
    canMoveReturn(times, 'receive') && { label: 'Received', command: 'return.receive', input, style: 'primary' },
    canMoveReturn(times, 'inspect') && {
      label: 'Inspected',
      command: 'return.inspect',
      input,
      asks: ['found', 'files'],
    },
    canMoveReturn(times, 'instruct') && {
      label: 'Label and address',
      command: 'return.instruct',
      input,
      asks: ['returnTo', 'instructions', 'expires', 'files'],
    },
    row.inspectedAt !== null &&
      unnamed && {
        label: 'Name the credit',
        command: 'return.expect',
        input: { ...input, ledger: 'credit' },
        asks: ['amount'],
        style: 'primary',
      },
    replyButton(one.id, 'supplier'),
  ]
  return all.filter(button => button !== false)
}
