import { caseState, customerButtons, customerFacts, nextFacts, staffButtons, whoseFacts } from '../cases/card-parts.ts'
import { RESOLUTIONS } from '../cases/close-reason.ts'
import { ledgerInWords, openOf } from '../cases/ledger.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import { openedPhrase } from '../cases/other-open-cases.ts'
import { ONLY_STAFF, replyButton } from '../conversations/cards.ts'
import { type Button, type Card, MOST_ATTACHED, MOST_BUTTONS } from '../kernel/shapes/card.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { offerButtons } from '../refunds/buttons.ts'
import { refundFacts } from '../refunds/words.ts'
import { canMoveComplaint, complaintState } from './complaint.ts'
import type { ComplaintView } from './complaint-view.ts'
import { addEvidenceButton, complaintCardLines } from './supplier-card.ts'
import { stepButtons } from './unreceived/buttons.ts'
import { pathFacts } from './unreceived/words.ts'
import { claimPhrase, complaintAbout, complaintStateWords, fileWords } from './words.ts'

/** The staff's own card of a complaint: its state, its owner, what is next and when, the claim's clock, and the money. */
export function complaintStaffCard(view: ComplaintView, now: Date): Card {
  const { one, po, supplier, complaint, files, entries } = view
  const { words, tone, next } = complaintStateWords(view)
  const claim = claimPhrase(view, now)
  const [refund, credit] = [ledgerInWords(entries, 'refund'), ledgerInWords(entries, 'credit')]
  return {
    audience: 'staff',
    tone,
    state: caseState(one),
    title: `Complaint ${one.number} of ${po.number}`,
    summary: summaryOf(view),
    facts: [
      { label: 'State', value: complaint.resolution && one.closedAt ? `${words}: ${endWords(view)}` : words },
      ...whoseFacts(view),
      ...customerFacts(view),
      ...nextFacts(view, nextPhrase(view, next(supplier.name), view.step)),
      ...(view.path && !one.closedAt ? pathFacts(view.path, now) : []),
      ...(claim ? [{ label: 'Claim window', value: claim }] : []),
      ...(complaint.answer && complaint.answeredBy
        ? [{ label: 'Answer', value: `${complaint.answeredBy}: ${complaint.answer}` }]
        : []),
      ...(refund ? [{ label: 'Refund on record', value: refund }] : []),
      ...refundFacts(view.atStore, !one.closedAt),
      ...(credit ? [{ label: 'Supplier credit', value: credit }] : []),
      ...(complaint.resolutionNote ? [{ label: 'Note', value: complaint.resolutionNote }] : []),
      ...(files.length > 0 ? [{ label: 'Evidence', value: fileWords(view) }] : []),
    ],
    lines: complaintCardLines(view),
    body: complaint.happened,
    ...(files.length > 0 && {
      files: files.slice(-MOST_ATTACHED).map(({ fileId, name }) => ({ file: fileId, name })),
    }),
    buttons: buttons(view, now),
    context: openedPhrase(view, ONLY_STAFF),
  }
}

function summaryOf(view: ComplaintView): string {
  const { one, po, supplier, complaint } = view
  const about = `${one.number}: the customer of ${po.number} (${supplier.name}) complains, ${complaintAbout(view)}.`
  if (one.closedAt) return `${about} ${one.closedBy} resolved it: ${endWords(view)}.${creditWords(view)}`
  return complaint.answeredAt ? `${about} ${complaint.answeredBy} answered.` : about
}

/** Money that is still to come when all else is over. */
function creditWords({ entries, supplier }: ComplaintView): string {
  const credit = openOf(entries, 'credit')
  return credit ? ` The credit of ${inMoney(credit)} by ${supplier.name} is still to come.` : ''
}

function endWords({ complaint, replacement }: ComplaintView): string {
  const words = RESOLUTIONS[complaint.resolution ?? 'explained'].toLowerCase()
  return complaint.resolution === 'replacement' && replacement ? `${words}, ${replacement.number}` : words
}

/** What is next first; all else is under *More*. */
function buttons(view: ComplaintView, now: Date): readonly Button[] {
  const { one, complaint } = view
  const input = { case: one.id }
  const { take, reopen, more } = staffButtons(one)
  if (one.closedAt) return [reopen, more]
  const state = complaintState(complaint)
  const { canRefund } = view.atStore
  const offers = offerButtons(view.atStore)
  const resolve: Button = {
    label: 'Resolve',
    command: 'complaint.resolve',
    input,
    asks: ['resolution', 'amount', 'supplier', 'note', ...(canRefund ? ['paid'] : [])],
    ...(state === 'answered' && !offers.length && { style: 'primary' }),
  }
  const all = [
    ...offers,
    ...stepButtons(view, now).slice(0, 1),
    ...(state === 'received' ? [send({ one, complaint })] : []),
    ...(canMoveComplaint(complaint, 'ask_again') ? [askAgain(one.id)] : []),
    resolve,
    ...(view.path && !one.ownerName ? [take] : []),
    ...stepButtons(view, now).slice(1),
    ...(state === 'with_supplier' ? [replyButton(one.id, 'staff')] : []),
    ...customerButtons(one),
    ...(view.path || one.ownerName ? [] : [take]),
    addEvidenceButton(view),
  ]
  return [...all.slice(0, MOST_BUTTONS - 1), more]
}

function send({ one, complaint }: Pick<ComplaintView, 'one' | 'complaint'>): Button {
  const input = { case: one.id, happened: complaint.happened }
  return { label: 'Send to supplier', command: 'complaint.send', input, asks: ['happened'], style: 'primary' }
}

function askAgain(id: string): Button {
  return { label: 'Ask again', command: 'complaint.ask-again', input: { case: id }, asks: ['question'] }
}
