import { eq } from 'drizzle-orm'
import type { Case } from '../../cases/tables.ts'
import type { Verb } from '../../kernel/asking/command.ts'
import { type Complaint, complaints } from '../tables.ts'
import { nextStep } from './path.ts'
import { complaintOf, readPath } from './read-path.ts'

/**
 * Sets when somebody is reminded of the next step; never where the complaint is over, or has no such path.
 * @param known the complaint, where it was just read.
 */
export async function setStepClock(verb: Verb, one: Pick<Case, 'id'>, known?: Complaint): Promise<void> {
  const complaint = known ?? (await complaintOf(verb.db, one.id))
  const path = await readPath(verb.db, one, complaint)
  const stepAt = path && !complaint.resolvedAt ? nextStep(path.facts, path.limits, verb.now).dueAt : null
  if (!path && complaint.stepAt === null) return
  await verb.db.update(complaints).set({ stepAt }).where(eq(complaints.caseId, one.id))
}
