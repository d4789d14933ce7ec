import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import { factOf } from '../cases/load-case.ts'
import { lockDue } from '../cases/lock-due.ts'
import { type Case, cases } from '../cases/tables.ts'
import { nextWarning } from '../complaints/claim.ts'
import type { Outcome, Verb } from '../kernel/command.ts'
import { type ReturnRow, returns } from './tables.ts'

/** `skip` leaves so many at the head, which failed before. */
export const SweepExpiries = z.object({ most: z.int().min(1).max(500).default(100), skip: z.int().min(0).default(0) })

const HOUR = 3_600_000

/** Warns of returns that expire before a parcel is on its way, and says when one has. Each once; of several missed, the last. */
export async function sweepExpiries(verb: Verb, batch: z.output<typeof SweepExpiries>): Promise<Outcome> {
  const due = await takeDue(verb, batch)
  for (const { one, row } of due) await warn(verb, one, row)
  return { text: `Looked at ${due.length}.`, outcome: due.length < batch.most ? 'done' : 'more' }
}

async function takeDue({ db, now }: Verb, batch: { most: number; skip: number }) {
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
  const hours = Math.max(0, Math.ceil((expiresAt.getTime() - verb.now.getTime()) / HOUR))
  await verb.record('return.expiring', one.id, { ...factOf(one), expiresAt: expiresAt.toISOString(), hours })
}
