import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { factOf } from './load-case.ts'
import { firstAt } from './next-at.ts'
import { type Case, type CaseSide, cases } from './tables.ts'

/**
 * Somebody's move now: the escalation of a case restarts, waiting for that side. A snoozed case stays silent.
 * @param from when their time begins to run, where it is not now: a parcel is on its way for days
 */
export async function awaitAnswer(verb: Verb, one: Case, waitingFor: CaseSide, from = verb.now): Promise<void> {
  const nextAt = one.snoozedUntil ?? (await firstAt(verb.db, { ...one, waitingFor }, from))
  await verb.db
    .update(cases)
    .set({ waitingFor, answeredAt: null, remindersSent: 0, nextAt })
    .where(eq(cases.id, one.id))
}

/**
 * The side that was waited for answered: the escalation stops.
 * @param how in words, after the name of who did: `promised 2026-11-25`.
 */
export async function markAnswered(verb: Verb, one: Case, { by, how }: { by: string; how: string }): Promise<void> {
  await verb.db
    .update(cases)
    .set({ answeredAt: verb.now, remindersSent: 0, nextAt: one.snoozedUntil })
    .where(eq(cases.id, one.id))
  await verb.record('case.answered', one.id, { ...factOf(one), by, how })
}
