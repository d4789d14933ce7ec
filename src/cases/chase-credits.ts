import { and, desc, eq, gte } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { events } from '../kernel/ground/tables.ts'
import { inMoney } from '../kernel/words/amount.ts'
import { factOf, loadCase } from './load-case.ts'
import { type OwedCredit, owedCredits } from './owed-credits.ts'

export const ChaseCredits = z.object({ most: z.int().positive().default(200), skip: z.int().nonnegative().default(0) })

/** How long a credit may be owed after its case closed, and between two reminders, ms: a week. */
const WEEK = 7 * 24 * 3_600_000
/** How often the supplier is reminded before the staff are notified, once, that it does not pay. */
const REMINDERS = 3

/**
 * Reminds suppliers of credits that they still owe for closed cases, once a week; after that the staff, and nobody
 * more.
 */
export async function chaseCredits(verb: Verb, { most, skip }: z.infer<typeof ChaseCredits>): Promise<Outcome> {
  const owed = await owedCredits(verb.db, { closedBy: new Date(verb.now.getTime() - WEEK) })
  const batch = owed.slice(skip, skip + most)
  let chased = 0
  for (const credit of batch) chased += await chase(verb, credit)
  return { text: `${chased} credits were chased.`, outcome: skip + most < owed.length ? 'more' : 'done' }
}

async function chase(verb: Verb, { one: { id }, currency, minor }: OwedCredit): Promise<number> {
  const one = await loadCase(verb.db, verb.actor, id)
  if (!one.closedAt) return 0
  const before = await verb.db
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.about, id), eq(events.name, 'case.credit_chased'), gte(events.at, one.closedAt)))
    .orderBy(desc(events.id))
  const last = before[0]?.at ?? one.closedAt
  const times = before.length + 1
  if (verb.now.getTime() - last.getTime() < WEEK || times > REMINDERS + 1) return 0
  const to = times > REMINDERS ? 'staff' : 'supplier'
  await verb.record('case.credit_chased', id, { ...factOf(one), amount: inMoney({ currency, minor }), to })
  return 1
}
