import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { mustNotName } from '../cases/for-supplier.ts'
import { factOf } from '../cases/load-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import { noteClaimMade } from './claim-clock.ts'
import { findComplaint, loadComplaint } from './load-complaint.ts'
import { complaints } from './tables.ts'
import { setStepClock } from './unreceived/step-clock.ts'

export const SendComplaint = z.object({
  case: z.string().min(1),
  /** What the supplier reads: never taken from what staff wrote for themselves without their looking at it again. */
  happened: z.string().trim().min(1).pipe(truncated(3_000)),
})

/** The words of the complaint, to be made fit for the supplier's eyes. */
export async function startSending(db: Reads, actor: Actor, known: Readonly<Record<string, unknown>>) {
  if (typeof known.case !== 'string') return {}
  const { complaint } = await findComplaint(db, actor, known.case, 'send')
  return { happened: complaint.happened }
}

/** Sends a complaint that staff kept to themselves to its supplier. */
export async function sendComplaint(verb: Verb, input: z.infer<typeof SendComplaint>): Promise<Outcome> {
  const { one } = await loadComplaint(verb, input.case, 'send')
  await mustNotName(verb, one.orderId, input.happened, 'happened')
  const sent = { happened: input.happened, sentAt: verb.now }
  await verb.db.update(complaints).set(sent).where(eq(complaints.caseId, one.id))
  await awaitAnswer(verb, one, 'supplier')
  await setStepClock(verb, one)
  await recordSent(verb, one)
  const supplier = await supplierById(verb.db, one.supplierId)
  return { text: `${supplier.name} was asked about ${one.number}.` }
}

/** It is with the supplier from now on; with all that a claim must come with, the claim is made as well. */
export async function recordSent(verb: Verb, one: Case): Promise<void> {
  await verb.record('complaint.sent', one.id, factOf(one))
  await noteClaimMade(verb, one)
}
