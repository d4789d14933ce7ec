import { closeWords } from '../cases/close-reason.ts'
import type { Card, Ping } from '../kernel/shapes/card.ts'
import { type QuestionView, questionState } from './question-view.ts'

/** The supplier's last message in the thread of a question. */
export function questionEnded({ one, supplier, question }: QuestionView): Card {
  const summary = question.answeredBy
    ? 'If anything is left open, ask again.'
    : `The shop closed it: ${closeWords(one)}. If anything is left open, ask again.`
  return { audience: { supplierId: supplier.id }, tone: 'over', title: `${one.number} is closed`, summary }
}

/** A question was taken up again. */
export function questionResumed(view: QuestionView): Card {
  const { one, supplier, question } = view
  const title = `${one.number} is open again`
  const summary = `It ${questionState({ ...view, question: { ...question, answeredBy: null } })}: ${question.question}`
  return { audience: { supplierId: supplier.id }, tone: 'warning', title, summary }
}

/** Staff read that the supplier answered; the owner is called. */
export function supplierAnswered({ one, po, question }: QuestionView, pings: readonly Ping[]): Card {
  const title = `${question.answeredBy} answered ${one.number}`
  return { audience: 'staff', tone: 'good', title, summary: `About ${po.number}: ${question.answer}`, pings }
}
