import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { factOf } from '../../cases/load-case.ts'
import { Batch, lockDue } from '../../cases/lock-due.ts'
import { cases } from '../../cases/tables.ts'
import type { Outcome, Verb } from '../../kernel/asking/command.ts'
import { complaints } from '../tables.ts'
import { nextStep } from './path.ts'
import { readPath } from './read-path.ts'

export const SweepSteps = Batch

const CLOCK = { table: complaints, id: complaints.caseId, orderId: complaints.orderId, at: complaints.stepAt }

/** Reminds of steps whose time has come, each once; waiting that is over leads to the next. */
export async function sweepSteps(verb: Verb, batch: Batch): Promise<Outcome> {
  const { db, now } = verb
  const ids = await lockDue(db, CLOCK, now, batch)
  const rows = await db
    .select({ one: cases, complaint: complaints })
    .from(complaints)
    .innerJoin(cases, eq(cases.id, complaints.caseId))
    .where(and(inArray(complaints.caseId, ids), lte(complaints.stepAt, now), isNull(cases.closedAt)))
    .orderBy(asc(complaints.stepAt), asc(complaints.caseId))
  const keep = (caseId: string, stepAt: Date | null) =>
    db.update(complaints).set({ stepAt }).where(eq(complaints.caseId, caseId))
  for (const { one, complaint } of rows) {
    const path = await readPath(db, one, complaint)
    if (!path || !complaint.stepAt) continue
    const before = nextStep(path.facts, path.limits, new Date(complaint.stepAt.getTime() - 1))
    const { step, dueAt } = nextStep(path.facts, path.limits, now)
    await keep(one.id, before.step !== step && dueAt > now ? dueAt : null)
    await verb.record('complaint.step_due', one.id, { ...factOf(one), step, dueAt: dueAt.toISOString() })
  }
  return { text: `Looked at ${rows.length}.`, outcome: ids.length < batch.most ? 'done' : 'more' }
}
