import { z } from 'zod'
import { attachFiles, FileIds } from '../../cases/attach.ts'
import { mustNotName } from '../../cases/for-supplier.ts'
import { factOf } from '../../cases/load-case.ts'
import type { Outcome, Verb } from '../../kernel/asking/command.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { truncated } from '../../kernel/words/truncated.ts'
import { loadComplaint } from '../load-complaint.ts'
import { COMPLAINT_REASONS } from '../reason.ts'
import { complaintSteps } from '../tables.ts'
import { nextStep } from './path.ts'
import { readPath } from './read-path.ts'
import { setStepClock } from './step-clock.ts'
import { STEPS, type Step, stepNames } from './steps.ts'
import { nextStepWords, stepDone } from './words.ts'

export const RecordStep = z.object({
  case: z.string().min(1),
  step: z.enum(stepNames),
  /** What was said or found. */
  note: z.string().trim().min(1).pipe(truncated(2_000)).optional(),
  /** The carrier's number of the inquiry. */
  reference: z.string().trim().min(1).max(80).optional(),
  files: FileIds.optional(),
  /** It is left out: its note says why. */
  skip: z.enum(['yes']).optional(),
})
type RecordStep = z.infer<typeof RecordStep>

/** Records a step on the way of a parcel that was delivered and not received, with its proof, and says what is next. */
export async function recordStep(verb: Verb, input: RecordStep): Promise<Outcome> {
  const { one, complaint } = await loadComplaint(verb, input.case, 'add_evidence')
  const path = await readPath(verb.db, one, complaint)
  if (!path) throw new Refusal(`${one.number} is not about “${COMPLAINT_REASONS.delivered_not_received}”.`, 'case')
  const { step, note = null, reference = null, files = [] } = input
  const isSkipped = input.skip !== undefined
  if (path.facts.done.has(step)) throw new Refusal(`${one.number}: that step is on record already.`, 'step')
  if (step === 'claim' && !isSkipped)
    throw new Refusal(`Send it to the supplier: /complaint send ${one.number}`, 'step')
  if (!isSkipped) mustProve(step, { note, reference, files })
  await mustNotName(verb, one.orderId, note ?? undefined, 'note')
  await verb.db.insert(complaintSteps).values({
    ...{ caseId: one.id, step, note, reference, isSkipped },
    ...{ doneAt: verb.now, doneBy: verb.actor.name },
  })
  // It names the customer, so no card shows it; the evidence pack has it.
  await attachFiles(verb, one, files, STEPS[step].proof, { isPrivate: true })
  const fact = { ...factOf(one), step, what: stepDone({ step, note, reference, isSkipped }), files: files.length }
  await verb.record(isSkipped ? 'complaint.step_skipped' : 'complaint.step_done', one.id, fact)
  await setStepClock(verb, one)
  const now = await readPath(verb.db, one, complaint)
  return {
    text: `On record. Next for ${one.number}: ${now ? nextStepWords(nextStep(now.facts, now.limits, verb.now).step) : 'nothing'}.`,
  }
}

/** @throws Refusal for a step that nothing proves. */
function mustProve(
  step: Step,
  { note, reference, files }: { note: string | null; reference: string | null; files: readonly string[] },
): void {
  if (step === 'carrier' && !reference) throw new Refusal('Write the carrier’s inquiry number.', 'reference')
  if (step === 'affidavit' && files.length === 0) throw new Refusal('Attach the signed statement.', 'files')
  if ((step === 'neighbours' || step === 'inquiry') && !note && files.length === 0)
    throw new Refusal('Write what was said, or attach it.', 'note')
}
