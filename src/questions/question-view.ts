import { eq } from 'drizzle-orm'
import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import { nextReminder } from '../cases/next-at.ts'
import type { Case } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Question, questions } from './tables.ts'

/** How cases of questions are kept: see kind.ts. */
export const QUESTION = 'question'

/** A question as every card shows it, with what the escalation says next. */
export type QuestionView = CaseView & { question: Question; step: Reminder | null }

export async function questionView(read: Reads, caseId: string): Promise<QuestionView> {
  const base = await loadCaseView(read, caseId)
  const question = await findQuestion(read, caseId)
  if (!question) throw new Error(`question ${caseId} is not here`)
  return { ...base, question, step: (await nextReminder(read, base.one)).step }
}

/** What a case asks; null where it is of another kind. */
export async function findQuestion(read: Reads, caseId: string): Promise<Question | null> {
  const [found] = await read.select().from(questions).where(eq(questions.caseId, caseId))
  return found ?? null
}

/** What the conversation of a question is called. */
export function aboutOf({ number }: Pick<Case, 'number'>, po: { number: string }): string {
  return `Question ${number} of ${po.number}`
}

/** Who has to answer, as the other side calls them. */
export function answererOf({ question, supplier }: Pick<QuestionView, 'question' | 'supplier'>): string {
  return question.asker === 'staff' ? supplier.name : 'the shop'
}

/** `waits for the shop`, `answered by Sam`, `closed`. Pure. */
export function questionState(view: QuestionView): string {
  const { one, question } = view
  if (question.answeredBy) return `answered by ${question.answeredBy}`
  return one.closedAt ? 'closed without an answer' : `waits for ${answererOf(view)}`
}
