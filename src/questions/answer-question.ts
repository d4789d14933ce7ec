import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { markClosed } from '../cases/close-case.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf, loadCase, mustBeOpen } from '../cases/load-case.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { sayAcross } from '../conversations/reply.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { MOST_WORDS } from './ask-about.ts'
import { findQuestion } from './question-view.ts'
import { questions } from './tables.ts'

export const AnswerQuestion = z.object({
  case: z.string().min(1),
  answer: z.string().trim().min(1, 'write the answer').pipe(truncated(MOST_WORDS)),
})

/**
 * Answers a question and ends it; the answer goes to where it was asked. Staff may write down what the supplier said
 * elsewhere. Of two who answer, the first wins.
 */
export async function answerQuestion(
  verb: Verb,
  { answer, ...named }: z.infer<typeof AnswerQuestion>,
): Promise<Outcome> {
  const { actor, db, now } = verb
  const one = await loadCase(db, actor, named.case)
  const question = await findQuestion(db, one.id)
  if (!question) throw new Refusal(`${one.number} is not a question.`, 'case')
  mustBeOpen(one)
  if (actor.side === 'supplier' && question.asker === 'supplier')
    throw new Refusal(`${one.number} is your own question: the shop answers it.`)
  await mustNotName(verb, one.orderId, answer, 'answer')
  const supplier = await supplierById(db, one.supplierId)
  const forSupplier = actor.side === 'staff' && question.asker === 'staff'
  const by = forSupplier ? `${actor.name} for ${supplier.name}` : actor.name
  await db.update(questions).set({ answer, answeredBy: by, answeredAt: now }).where(eq(questions.caseId, one.id))
  await verb.record('question.answered', one.id, { ...factOf(one), by, answer })
  // What staff write down they know already, and the supplier said it.
  if (!forSupplier) await sayAcross(verb, await loadConversation(db, actor, one.id), { text: answer, files: [] })
  await markClosed(verb, one, { by, reason: 'question_answered', note: null })
  const whom = question.asker === 'staff' ? 'the shop’s staff' : supplier.name
  return { text: forSupplier ? `${one.number} is answered.` : `${one.number} is answered: ${whom} can read it.` }
}
