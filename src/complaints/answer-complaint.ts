import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { attachFiles, FileIds } from '../cases/attach.ts'
import { awaitAnswer } from '../cases/await-answer.ts'
import { enter, entriesOf } from '../cases/books.ts'
import { currencyOf } from '../cases/currency-of.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { expecting } from '../cases/ledger.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { readMoney } from '../kernel/words/amount.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadComplaint } from './load-complaint.ts'
import { complaints } from './tables.ts'

export const AnswerComplaint = z.object({
  case: z.string().min(1),
  answer: z.string().trim().min(1).pipe(truncated(3_000)),
  /** What the supplier credits us, as it is written: `12.50 USD`. */
  credit: z.string().trim().max(40).optional(),
  files: FileIds.optional(),
})

/** The supplier answers a complaint, if it likes with what it credits us and photos of its own. Of two who answer, the first wins. */
export async function answerComplaint(verb: Verb, input: z.infer<typeof AnswerComplaint>): Promise<Outcome> {
  const { one } = await loadComplaint(verb, input.case, 'answer')
  await mustNotName(verb, one.orderId, input.answer, 'answer')
  if (input.credit) await expectCredit(verb, one, input.credit)
  const answered = { answeredAt: verb.now, answeredBy: verb.actor.name, answer: input.answer }
  await verb.db.update(complaints).set(answered).where(eq(complaints.caseId, one.id))
  await attachFiles(verb, one, input.files ?? [], null)
  await awaitAnswer(verb, one, 'staff')
  await verb.record('complaint.answered', one.id, { ...factOf(one), by: verb.actor.name, answer: input.answer })
  return { text: `Your answer to ${one.number} is with the shop’s staff.` }
}

async function expectCredit(verb: Verb, one: Case, typed: string): Promise<void> {
  const amount = readMoney(typed, await currencyOf(verb.db, one), 'credit')
  await enter(verb, one, expecting(await entriesOf(verb.db, one.id), 'credit', amount, 'credit'))
}
