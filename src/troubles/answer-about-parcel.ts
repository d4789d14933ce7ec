import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadParcelCase } from './load-parcel-case.ts'
import { parcelCases } from './tables.ts'

export const AnswerAboutParcel = z.object({
  case: z.string().min(1),
  answer: z.string().trim().min(1, 'write the answer').pipe(truncated(3_000)),
})

/** The supplier says what it knows of a parcel and will do about it; staff may write down what they heard. */
export async function answerAboutParcel(verb: Verb, input: z.infer<typeof AnswerAboutParcel>): Promise<Outcome> {
  const { one } = await loadParcelCase(verb, input.case)
  const { answer } = input
  await mustNotName(verb, one.orderId, answer, 'answer')
  const answered = { answer, answeredBy: verb.actor.name, answeredAt: verb.now }
  await verb.db.update(parcelCases).set(answered).where(eq(parcelCases.caseId, one.id))
  await awaitAnswer(verb, one, 'staff')
  await verb.record('parcel.answered', one.id, { ...factOf(one), by: verb.actor.name, answer })
  return { text: `Your answer about ${one.number} is with the shop’s staff.` }
}
