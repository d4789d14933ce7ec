import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { count } from '../kernel/words/text.ts'
import { supplierById } from '../suppliers/find-supplier.ts'
import type { Whom } from './escalation-step.ts'
import { factOf } from './load-case.ts'
import { lockDueCases } from './lock-due-cases.ts'
import { nextAt, nextReminder } from './next-at.ts'
import { STAFF, spendBudget } from './spend-budget.ts'
import { type Case, cases } from './tables.ts'

export const Escalate = z.object({ most: z.int().positive().default(200), skip: z.int().nonnegative().default(0) })

/** What a case says now: that its snooze is over, the next step of its escalation, or that nobody answered. */
type Saying = { one: Case; says: { to: Whom } | 'woke' | 'unanswered'; of: number }

/** Lets the escalations speak whose time has come. Each step is said once; many at once for one room are said together. */
export async function escalate(verb: Verb, { most, skip }: z.infer<typeof Escalate>): Promise<Outcome> {
  const due = await lockDueCases(verb.db, verb.now, most, skip)
  const sayings: Saying[] = []
  for (const one of due) sayings.push(await move(verb, one))
  for (const group of Map.groupBy(sayings, groupOf).values()) await say(verb, group)
  return { text: `${count(due.length, 'escalation')} ran.`, outcome: due.length < most ? 'done' : 'more' }
}

/** Moves a case one step up its escalation. */
async function move({ db, now }: Verb, one: Case): Promise<Saying> {
  const { step, of } = await nextReminder(db, one)
  const woke = one.snoozedUntil !== null
  const remindersSent = woke ? one.remindersSent : one.remindersSent + 1
  const silent = woke ? one.answeredAt !== null : step === null
  const next = silent ? null : await nextAt(db, { ...one, remindersSent }, now)
  await db
    .update(cases)
    .set({ remindersSent: step || woke ? remindersSent : one.remindersSent, snoozedUntil: null, nextAt: next })
    .where(eq(cases.id, one.id))
  return { one, of, says: woke ? 'woke' : (step ?? 'unanswered') }
}

/** What goes to the same rooms about the same kind of case is weighed together. */
function groupOf({ one, says }: Saying): string {
  return `${one.kind}/${isForSupplier(says) ? one.supplierId : STAFF.room}`
}

const isForSupplier = (says: Saying['says']) => typeof says === 'object' && says.to === 'supplier'

async function say(verb: Verb, group: readonly Saying[]): Promise<void> {
  const [first] = group
  if (!first) return
  const supplier = isForSupplier(first.says) ? await supplierById(verb.db, first.one.supplierId) : null
  const room = supplier ? { room: supplier.id, zone: supplier.zone } : STAFF
  const { how, windowAt } = await spendBudget(verb.db, { ...room, batch: group.length }, verb.now)
  if (how === 'alone') for (const saying of group) await sayAlone(verb, saying)
  else
    await verb.record('cases.escalated', room.room, {
      kind: first.one.kind,
      supplierId: supplier?.id ?? null,
      windowAt: windowAt.toISOString(),
      numbers: group.map(({ one }) => one.number),
    })
}

async function sayAlone({ record }: Verb, { one, says, of }: Saying): Promise<void> {
  if (says === 'woke') await record('case.woke', one.id, factOf(one))
  else if (says === 'unanswered') await record('case.unanswered', one.id, { ...factOf(one), of })
  else await record('case.escalated', one.id, { ...factOf(one), to: says.to, step: one.remindersSent + 1, of })
}
