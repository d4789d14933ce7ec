import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { factOf } from '../cases/load-case.ts'
import { Batch, lockDue } from '../cases/lock-due.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { hoursLeft, missingEvidence, nextWarning } from './claim.ts'
import { type Complaint, complaints } from './tables.ts'

export const SweepClaims = Batch

/** Warns of rights to claim that are about to die, and says when one has. Each once; of several missed, the last. */
export async function sweepClaims(verb: Verb, batch: Batch): Promise<Outcome> {
  const due = await takeDue(verb, batch)
  for (const { one, complaint } of due) await warn(verb, one, complaint)
  return { text: `Looked at ${due.length}.`, outcome: due.length < batch.most ? 'done' : 'more' }
}

async function takeDue({ db, now }: Verb, batch: Batch) {
  const due = lte(complaints.warnAt, now)
  const clock = { table: complaints, id: complaints.caseId, orderId: complaints.orderId, at: complaints.warnAt }
  const ids = await lockDue(db, clock, now, batch)
  if (ids.length === 0) return []
  return db
    .select({ one: cases, complaint: complaints })
    .from(complaints)
    .innerJoin(cases, eq(cases.id, complaints.caseId))
    .where(and(inArray(complaints.caseId, ids), due))
    .orderBy(asc(complaints.warnAt), asc(complaints.caseId))
}

async function warn(verb: Verb, one: Case, { claimBy, claimFrom, claimEvidence, caseId }: Complaint): Promise<void> {
  if (!claimBy || !claimFrom) throw new Error(`${one.number} has a clock and no window`)
  const warnAt = nextWarning({ by: claimBy, from: claimFrom }, verb.now)
  await verb.db.update(complaints).set({ warnAt }).where(eq(complaints.caseId, caseId))
  const shown = (await filesOf(verb.db, caseId)).map(file => file.shows)
  await verb.record('complaint.claim_warned', one.id, {
    ...factOf(one),
    claimBy: claimBy.toISOString(),
    hours: hoursLeft(claimBy, verb.now),
    missing: missingEvidence(claimEvidence, shown),
  })
}
