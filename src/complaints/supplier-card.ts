import { answerByFacts, caseState, toPurchaseOrder } from '../cases/card-parts.ts'
import { ledgerInWords, openOf } from '../cases/ledger.ts'
import { replyButton } from '../conversations/cards.ts'
import { type Button, type Card, type CardLine, MOST_ATTACHED } from '../kernel/shapes/card.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { optionsInShort } from '../purchase-orders/line-words.ts'
import { canMoveComplaint } from './complaint.ts'
import type { ComplaintView } from './complaint-view.ts'
import { complaintAbout, complaintStateWords } from './words.ts'

/** The root card of a complaint in its supplier's room. Of what the customer gets back it shows nothing. */
export function complaintSupplierCard(view: ComplaintView): Card {
  const { one, po, supplier, complaint, files } = view
  const { words, tone } = complaintStateWords(view)
  const credit = ledgerInWords(view.entries, 'credit')
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone,
    state: caseState(one),
    title: `Complaint ${one.number} of ${po.number}`,
    summary: summaryOf(view),
    facts: [
      { label: 'State', value: words },
      ...answerByFacts(view),
      ...(complaint.answer && complaint.answeredBy
        ? [{ label: 'Answer', value: `${complaint.answeredBy}: ${complaint.answer}` }]
        : []),
      ...(credit ? [{ label: 'Your credit', value: credit }] : []),
    ],
    lines: complaintCardLines(view),
    body: complaint.happened,
    ...(files.length > 0 && {
      files: files.slice(-MOST_ATTACHED).map(({ fileId, name }) => ({ file: fileId, name })),
    }),
    buttons: buttons(view),
    context: [toPurchaseOrder(view), ' · opened ', { at: one.openedAt.toISOString(), zone: supplier.zone }],
  }
}

/** The pieces complained of. */
export function complaintCardLines({ pieces }: Pick<ComplaintView, 'pieces'>): readonly CardLine[] {
  return pieces.map(({ line, quantity }) => ({
    text: line.title,
    quantity,
    detail: [line.sku, optionsInShort(line, 'Ship-to')].filter(Boolean).join(' · '),
    ...(line.imageUrl && { image: line.imageUrl }),
  }))
}

function summaryOf(view: ComplaintView): string {
  const { complaint, po, one } = view
  const about = `The customer of ${po.number} complains, ${complaintAbout(view)}.`
  if (one.closedAt) return `${about} ${complaintEndWords(view)}`
  if (complaint.answeredAt) return `${about} ${complaint.answeredBy} answered.`
  return `${about} Please answer with the button below.`
}

/** How it ended, as the supplier may know it: what the customer got is the staff's business. */
export function complaintEndWords({ complaint, supplier, replacement, entries }: ComplaintView): string {
  const credit = openOf(entries, 'credit')
  const owed = credit && `Your credit of ${inMoney(credit)} is still to come.`
  if (complaint.resolution === 'replacement' && replacement?.supplierId === supplier.id)
    return [`Please send it again: ${replacement.number} is its replacement.`, owed].filter(Boolean).join(' ')
  if (complaint.resolution === 'supplier_credit')
    return `Settled by your credit of ${ledgerInWords(entries, 'credit')?.replace(/, settled$/, '')}.`
  return owed ? `It is closed. ${owed}` : 'It is closed: there is nothing more for you to do.'
}

/** What the claim still lacks is asked about too. */
export function addEvidenceButton({ one, missing }: Pick<ComplaintView, 'one' | 'missing'>): Button {
  const asks = missing.length > 0 ? ['shows', 'files'] : ['files']
  return { label: 'Add evidence', command: 'complaint.evidence', input: { case: one.id }, asks }
}

function buttons(view: ComplaintView): readonly Button[] {
  const { one, complaint } = view
  if (one.closedAt) return []
  const input = { case: one.id }
  const answer: Button = {
    label: 'Answer',
    command: 'complaint.answer',
    input,
    asks: ['answer', 'credit', 'files'],
    style: 'primary',
  }
  return [
    ...(canMoveComplaint(complaint, 'answer') ? [answer] : []),
    replyButton(one.id, 'supplier'),
    addEvidenceButton(view),
  ]
}
