import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { factOf, loadCase } from '../cases/load-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { findQuestion } from './question-view.ts'
import { questions } from './tables.ts'

export const FollowWords = z.object({
  case: z.uuid(),
  side: z.enum(['staff', 'supplier']),
  by: z.string(),
  text: z.string(),
})

/**
 * Words in the thread of a question: those of the side that is asked answer it, and it reminds nobody until the other
 * side writes again. It stays open until staff end it, for an answer may be half of one.
 */
export async function followWords(
  verb: Verb,
  { side, by, text, ...named }: z.infer<typeof FollowWords>,
): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, named.case)
  const question = await findQuestion(verb.db, one.id)
  if (!question || one.closedAt) return { text: 'Nothing to change.' }
  if (side !== one.waitingFor) {
    if (one.answeredAt) await awaitAnswer(verb, one, one.waitingFor)
    return { text: `${one.number} waits for an answer.` }
  }
  await verb.db
    .update(cases)
    .set({ answeredAt: verb.now, remindersSent: 0, nextAt: one.snoozedUntil })
    .where(eq(cases.id, one.id))
  const answered = { answer: text, answeredBy: by, answeredAt: verb.now }
  await verb.db.update(questions).set(answered).where(eq(questions.caseId, one.id))
  await verb.record('question.answered', one.id, { ...factOf(one), by, answer: text })
  return { text: `${one.number} is answered.` }
}
