import { eq } from 'drizzle-orm'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { mails, type SettledHow, type StaffMail } from './tables.ts'

/** A locked mail belongs to that case now, and somebody has acted on it. */
export async function settleFor(verb: Verb, mail: StaffMail, one: Case, how: SettledHow): Promise<void> {
  const { db, now, actor } = verb
  const settled = { settledAt: now, settledBy: actor.name, settledHow: how }
  await db
    .update(mails)
    .set({ caseId: one.id, ...settled })
    .where(eq(mails.id, mail.id))
  await db.update(cases).set({ customerWroteAt: mail.receivedAt }).where(eq(cases.id, one.id))
  await verb.record('mail.settled', mail.id, { by: actor.name })
}
