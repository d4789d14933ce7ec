import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { factOf } from '../cases/load-case.ts'
import { Batch } from '../cases/lock-due.ts'
import { type Deadlines, sweepDeadlines } from '../cases/sweep-deadlines.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { type ReturnRow, returns } from './tables.ts'

export const SweepExpiries = Batch

/** The time in which a parcel must be on its way back. */
const EXPIRIES: Deadlines<{ one: Case; row: ReturnRow }> = {
  clock: { table: returns, id: returns.caseId, orderId: returns.orderId, at: returns.warnAt },
  due: ({ db, now }, ids) =>
    db
      .select({ one: cases, row: returns })
      .from(returns)
      .innerJoin(cases, eq(cases.id, returns.caseId))
      .where(and(inArray(returns.caseId, [...ids]), lte(returns.warnAt, now), isNull(returns.postedAt)))
      .orderBy(asc(returns.warnAt), asc(returns.caseId)),
  deadlineOf({ one, row: { expiresAt, approvedAt } }) {
    if (!expiresAt || !approvedAt) throw new Error(`${one.number} has a clock and no expiry`)
    return { by: expiresAt, from: approvedAt }
  },
  async keep({ db }, { one }, warnAt) {
    await db.update(returns).set({ warnAt }).where(eq(returns.caseId, one.id))
  },
  async record(verb, { one, row }, hours) {
    const expiresAt = EXPIRIES.deadlineOf({ one, row }).by.toISOString()
    await verb.record('return.expiring', one.id, { ...factOf(one), expiresAt, hours })
  },
}

/** Warns of returns that expire before a parcel is on its way. */
export const sweepExpiries = (verb: Verb, batch: Batch) => sweepDeadlines(verb, batch, EXPIRIES)
