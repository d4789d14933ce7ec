import { answerByFacts, nextFacts, staffButtons, toOrder, toPurchaseOrder, whoseFacts } from '../cases/card-parts.ts'
import { closeWords } from '../cases/close-reason.ts'
import { nextPhrase } from '../cases/next-phrase.ts'
import { ONLY_STAFF, replyButton } from '../conversations/cards.ts'
import type { Button, Card } from '../kernel/shapes/card.ts'
import { askButton } from '../purchase-orders/ask-button.ts'
import { purchaseOrderKey } from '../purchase-orders/card-key.ts'
import { type QuestionView, questionState } from './question-view.ts'

/** The root card of a question in its supplier's room, for what either side asks. */
export function questionSupplierCard(view: QuestionView): Card {
  const { one, po, supplier, question } = view
  const [from, to] = question.asker === 'staff' ? ['The shop asks', 'you'] : [`${question.askedBy} asks`, 'the shop']
  return {
    audience: { supplierId: supplier.id },
    follows: purchaseOrderKey(po),
    tone: toneOf(view),
    title: `Question ${one.number} about ${po.number}`,
    summary: `${from} ${to} about ${po.number}: ${question.question}`,
    facts: [{ label: 'State', value: questionState(view) }, ...answerFacts(view), ...answerByFacts(view)],
    buttons: supplierButtons(view),
    context: [toPurchaseOrder(view), ' · asked ', { at: one.openedAt.toISOString(), zone: supplier.zone }],
  }
}

/** The staff's own card of a question. */
export function questionStaffCard(view: QuestionView): Card {
  const { one, po, supplier, question } = view
  const whom = question.asker === 'staff' ? ` asks ${supplier.name}` : ` of ${supplier.name} asks`
  return {
    audience: 'staff',
    tone: toneOf(view),
    title: `Question ${one.number} about ${po.number}`,
    summary: `${question.askedBy}${whom} about ${po.number}: ${question.question}`,
    facts: [
      { label: 'State', value: questionState(view) },
      ...answerFacts(view),
      ...(one.closedAt ? [{ label: 'Closed', value: `${one.closedBy}: ${closeWords(one)}` }] : []),
      ...whoseFacts(view),
      ...nextFacts(view, nextPhrase(view, null, view.step)),
    ],
    buttons: staffOnes(view),
    context: [toOrder(view), ' · asked ', { at: one.openedAt.toISOString() }, `. ${ONLY_STAFF}`],
  }
}

function toneOf({ one }: QuestionView): Card['tone'] {
  if (one.closedAt) return 'over'
  return one.answeredAt ? 'neutral' : 'waiting'
}

function answerFacts({ question }: QuestionView): readonly { label: string; value: string }[] {
  return question.answer ? [{ label: 'Answer', value: question.answer }] : []
}

function answerButton({ one }: QuestionView, label: string): Button {
  return { label, command: 'question.answer', input: { case: one.id }, asks: ['answer'], style: 'primary' }
}

function supplierButtons(view: QuestionView): readonly Button[] {
  const { one, po } = view
  if (one.closedAt) return [askButton(po.id)]
  const reply = replyButton(one.id, 'supplier')
  return one.waitingFor === 'supplier' ? [answerButton(view, 'Answer'), reply] : [reply]
}

function staffOnes(view: QuestionView): readonly Button[] {
  const { one } = view
  const { take, give, snooze, reopen, more } = staffButtons(one)
  if (one.closedAt) return [reopen, more]
  const input = { case: one.id }
  const done: Button = { label: 'Done', command: 'case.close', input: { ...input, reason: 'solved' } }
  const nudge: Button = { label: 'Nudge', command: 'case.nudge', input }
  const whose = one.ownerName ? give : take
  if (one.answeredAt) return [{ ...done, style: 'primary' }, replyButton(one.id, 'staff'), whose, more]
  return one.waitingFor === 'supplier'
    ? [answerButton(view, 'Supplier said'), nudge, whose, snooze, more]
    : [answerButton(view, 'Answer'), { ...done, label: 'Needs no answer' }, whose, snooze, more]
}
