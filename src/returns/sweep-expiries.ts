import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { factOf } from '../cases/load-case.ts'
import { Batch, lockDue } from '../cases/lock-due.ts'
import { type Case, cases } from '../cases/tables.ts'
import { hoursLeft, nextWarning } from '../complaints/claim.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type ReturnRow, returns } from './tables.ts'

export const SweepExpiries = Batch

/** Warns of returns that expire before a parcel is on its way, and says when one has. Each once; of several missed, the last. */
export async function sweepExpiries(verb: Verb, batch: Batch): Promise<Outcome> {
  const due = await takeDue(verb, batch)
  for (const { one, row } of due) await warn(verb, one, row)
  return { text: `Looked at ${due.length}.`, outcome: due.length < batch.most ? 'done' : 'more' }
}

async function takeDue({ db, now }: Verb, batch: Batch) {
  const due = lte(returns.warnAt, now)
  const clock = { table: returns, id: returns.caseId, orderId: returns.orderId, at: returns.warnAt }
  const ids = await lockDue(db, clock, now, batch)
  if (ids.length === 0) return []
  return db
    .select({ one: cases, row: returns })
    .from(returns)
    .innerJoin(cases, eq(cases.id, returns.caseId))
    .where(and(inArray(returns.caseId, ids), due, isNull(returns.postedAt)))
    .orderBy(asc(returns.warnAt), asc(returns.caseId))
}

async function warn(verb: Verb, one: Case, { caseId, expiresAt, approvedAt }: ReturnRow): Promise<void> {
  if (!expiresAt || !approvedAt) throw new Error(`${one.number} has a clock and no expiry`)
  const warnAt = nextWarning({ by: expiresAt, from: approvedAt }, verb.now)
  await verb.db.update(returns).set({ warnAt }).where(eq(returns.caseId, caseId))
  const hours = hoursLeft(expiresAt, verb.now)
  await verb.record('return.expiring', one.id, { ...factOf(one), expiresAt: expiresAt.toISOString(), hours })
}
