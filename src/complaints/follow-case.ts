import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { awaitAnswer } from '../cases/await-answer.ts'
import { loadCaseView } from '../cases/case-view.ts'
import { loadCase } from '../cases/load-case.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { claimClock } from './claim-clock.ts'
import { complaintState } from './complaint.ts'
import { complaints } from './tables.ts'
import { setStepClock } from './unreceived/step-clock.ts'

export const ComplaintReopened = z.object({ case: z.uuid() })

/**
 * Its case is open again: the complaint goes back to where it was before it was resolved, and waits for the same side.
 */
export async function complaintReopened(verb: Verb, input: z.infer<typeof ComplaintReopened>): Promise<Outcome> {
  const one = await loadCase(verb.db, verb.actor, input.case)
  const [before] = await verb.db.select().from(complaints).where(eq(complaints.caseId, one.id))
  if (!before) throw new Error(`complaint ${one.number} is not here`)
  const { po } = await loadCaseView(verb.db, one.id)
  // It may have shipped or come meanwhile.
  const clock = before.claimedAt ? { warnAt: null } : await claimClock(verb, po)
  const again = { resolvedAt: null, resolvedBy: null, resolution: null, resolutionNote: null, ...clock }
  await verb.db.update(complaints).set(again).where(eq(complaints.caseId, one.id))
  await setStepClock(verb, one)
  await awaitAnswer(verb, one, complaintState({ ...before, ...again }) === 'with_supplier' ? 'supplier' : 'staff')
  return { text: `${one.number} is open again.` }
}
