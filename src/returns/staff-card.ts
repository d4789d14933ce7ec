import { caseState, customerButtons, customerFacts, nextFacts, staffButtons, whoseFacts } from '../cases/card-parts.ts'
import { ledgerInWords } from '../cases/ledger.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import { openedPhrase } from '../cases/other-open-cases.ts'
import { ONLY_STAFF, replyButton } from '../conversations/cards.ts'
import { type Button, type Card, MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { offerButtons } from '../refunds/buttons.ts'
import { refundFacts } from '../refunds/words.ts'
import { ledgersAgree } from './ledgers-agree.ts'
import { timesOf } from './load-return.ts'
import { canMoveReturn } from './return.ts'
import type { ReturnView } from './return-view.ts'
import { attachedTo, cardLines, declineWords, factsOf, RETURN_STATES, returnAbout, STORE_STATES_SAID } from './words.ts'

/** The staff's own card of a return: its state, its owner, what is next and when, and the three ledgers. */
export function returnStaffCard(view: ReturnView): Card {
  const { one, po, row, state, entries } = view
  const { words, tone } = RETURN_STATES[state]
  const refund = ledgerInWords(entries, 'refund')
  const disagrees = row.inspectedAt && !one.closedAt ? ledgersAgree(view) : []
  return {
    audience: 'staff',
    tone,
    state: caseState(one),
    title: `Return ${one.number} of ${po.number}`,
    summary: summaryOf(view),
    facts: [
      { label: 'State', value: state === 'declined' ? `${words}: ${declineWords(view)}` : words },
      ...whoseFacts(view),
      ...customerFacts(view),
      ...nextFacts(view, nextPhrase(view, nextOf(view), view.step)),
      ...(disagrees.length > 0 ? [{ label: 'Before it can close', value: disagrees.join(' ') }] : []),
      ...(one.closeNote ? [{ label: 'Note', value: one.closeNote }] : []),
      ...(refund ? [{ label: 'Refund on record', value: refund }] : []),
      ...(row.storeState ? [{ label: 'In the store', value: STORE_STATES_SAID[row.storeState] }] : []),
      ...refundFacts(view.atStore, !one.closedAt),
      ...factsOf(view),
    ],
    lines: cardLines(view),
    body: row.happened,
    ...attachedTo(view),
    buttons: buttons(view),
    context: openedPhrase(view, ONLY_STAFF),
  }
}

function summaryOf(view: ReturnView): string {
  const { one, po, supplier, state } = view
  return `${one.number}: the customer of ${po.number} (${supplier.name}) returns, ${returnAbout(view)}. ${RETURN_STATES[state].words}.`
}

/** Whose move it is. */
function nextOf({ state, supplier, atStore }: ReturnView): string {
  if (state === 'inspected' && atStore.canRefund) return 'Refund the customer'
  return RETURN_STATES[state].next(supplier.name)
}

/** What is next first; all else is under *More*. */
function buttons(view: ReturnView): readonly Button[] {
  const { one, row, state } = view
  const input = { case: one.id }
  const { take, reopen, more } = staffButtons(one)
  if (one.closedAt) return [reopen, more]
  const times = timesOf(one, row)
  const inspected = row.inspectedAt !== null
  const agree = ledgersAgree(view).length === 0
  const all: readonly (Button | false)[] = [
    agree && { label: 'Close', command: 'return.close', input, style: 'primary' },
    canMoveReturn(times, 'post_back') && {
      label: 'Parcel back',
      command: 'return.parcel',
      input,
      asks: ['number', 'carrier'],
    },
    state === 'received' && { label: 'Inspected', command: 'return.inspect', input, asks: ['found', 'files'] },
    ...offerButtons(view.atStore),
    ...refundButtons(view),
    !row.creditedAt && inspected && { label: 'Record credit', command: 'return.credit', input, asks: ['amount'] },
    !one.ownerName && take,
    !inspected && replyButton(one.id, 'staff'),
    ...customerButtons(one),
    !agree && inspected && { label: 'Close', command: 'return.close', input, asks: ['why'], style: 'danger' },
  ]
  return [...all.filter(button => button !== false).slice(0, MOST_BUTTONS - 1), more]
}

/** Where the store can be asked for the money, what was refunded by hand may still be recorded. */
function refundButtons({ one, row, atStore }: ReturnView): readonly Button[] {
  const input = { case: one.id }
  if (row.refundedAt || !canMoveReturn(timesOf(one, row), 'refund')) return []
  const style = row.inspectedAt && atStore.refund?.status !== 'offered' ? { style: 'primary' as const } : {}
  const record = { label: 'Record refund', command: 'return.record-refund', input, asks: ['amount'] }
  if (!atStore.canRefund) return [{ ...record, ...style }]
  return [{ label: 'Refund', command: 'return.refund', input, asks: ['amount'], ...style }, record]
}
