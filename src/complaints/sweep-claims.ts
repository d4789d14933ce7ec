import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { filesOf } from '../cases/attach.ts'
import { factOf } from '../cases/load-case.ts'
import { Batch } from '../cases/lock-due.ts'
import { type Deadlines, sweepDeadlines } from '../cases/sweep-deadlines.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { missingEvidence } from './claim.ts'
import { type Complaint, complaints } from './tables.ts'

export const SweepClaims = Batch

/** The right to claim, which ends. */
const CLAIMS: Deadlines<{ one: Case; complaint: Complaint }> = {
  clock: { table: complaints, id: complaints.caseId, orderId: complaints.orderId, at: complaints.warnAt },
  due: ({ db, now }, ids) =>
    db
      .select({ one: cases, complaint: complaints })
      .from(complaints)
      .innerJoin(cases, eq(cases.id, complaints.caseId))
      .where(and(inArray(complaints.caseId, [...ids]), lte(complaints.warnAt, now)))
      .orderBy(asc(complaints.warnAt), asc(complaints.caseId)),
  deadlineOf({ one, complaint: { claimBy, claimFrom } }) {
    if (!claimBy || !claimFrom) throw new Error(`${one.number} has a clock and no window`)
    return { by: claimBy, from: claimFrom }
  },
  async keep({ db }, { one }, warnAt) {
    await db.update(complaints).set({ warnAt }).where(eq(complaints.caseId, one.id))
  },
  async record(verb, { one, complaint }, hours) {
    const claimBy = CLAIMS.deadlineOf({ one, complaint }).by.toISOString()
    const shown = (await filesOf(verb.db, one.id)).map(file => file.shows)
    const missing = missingEvidence(complaint.claimEvidence, shown)
    await verb.record('complaint.claim_warned', one.id, { ...factOf(one), claimBy, hours, missing })
  },
}

/** Warns of rights to claim that are about to end. */
export const sweepClaims = (verb: Verb, batch: Batch) => sweepDeadlines(verb, batch, CLAIMS)
