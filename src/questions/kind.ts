import type { CaseDetails } from '../cases/case-details.ts'
import type { CaseKind } from '../cases/kind.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { questionStaffCard, questionSupplierCard } from './cards.ts'
import { questionEnded, questionResumed } from './messages.ts'
import { QUESTION, type QuestionView, questionState, questionView } from './question-view.ts'

/** What one side asks the other about a purchase order. */
export const questionKind: CaseKind<QuestionView> = {
  name: QUESTION,
  prefix: 'A',
  title: 'Question',
  plural: 'questions',
  room: 'support',
  escalation: [
    { to: 'supplier', after: { amount: 8, unit: 'working hours' }, times: 2 },
    { to: 'owner', after: { amount: 4, unit: 'hours' }, times: 1 },
    { to: 'staff', after: { amount: 8, unit: 'hours' }, times: 2 },
  ],
  books: null,
  view: questionView,
  draw: view => ({ supplier: questionSupplierCard(view), staff: questionStaffCard(view) }),
  ended: questionEnded,
  reopened: questionResumed,
  details: questionDetails,
}

/** What an export tells of a question. */
async function questionDetails(read: Reads, one: Case): Promise<CaseDetails> {
  const view = await questionView(read, one.id)
  const { question } = view
  return {
    about: question.question,
    happened: null,
    state: questionState(view),
    rows: [
      ['Asked by', question.askedBy],
      ['Answer', question.answer],
    ],
    ...{ refund: null, credit: null, replacementId: null },
  }
}
