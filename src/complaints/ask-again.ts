import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadComplaint } from './load-complaint.ts'
import { complaints } from './tables.ts'

export const AskAgain = z.object({ case: z.string().min(1), question: z.string().trim().min(1).pipe(truncated(3_000)) })

/** The supplier’s answer was not enough: it is asked again. The answer before stays on record. */
export async function askAgain(verb: Verb, input: z.infer<typeof AskAgain>): Promise<Outcome> {
  const { one } = await loadComplaint(verb, input.case, 'ask_again')
  await mustNotName(verb, one.orderId, input.question, 'question')
  await verb.db.update(complaints).set({ answeredAt: null }).where(eq(complaints.caseId, one.id))
  await awaitAnswer(verb, one, 'supplier')
  await verb.record('complaint.asked_again', one.id, { ...factOf(one), by: verb.actor.name, question: input.question })
  return { text: `The supplier was asked again about ${one.number}.` }
}
