import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type Calendar, dueAt, workingStart } from '../suppliers/calendar.ts'
import { termsInForce } from '../suppliers/in-force.ts'
import { type Reminder, remindersOf } from './escalation.ts'
import type { EscalationStep } from './escalation-step.ts'
import { kindOf } from './kind.ts'
import { type Case, escalations } from './tables.ts'

/** The escalation of a kind of case: what staff set, or the one it came with. */
export async function escalationOf(db: Reads, kind: string): Promise<readonly EscalationStep[]> {
  const [set] = await db.select().from(escalations).where(eq(escalations.kind, kind))
  return set?.steps ?? kindOf({ kind }).escalation
}

type Waiting = Pick<Case, 'kind' | 'supplierId' | 'waitingFor' | 'remindersSent'>

type NextReminder = { step: Reminder | null; of: number }

/**
 * Where a case stands on its escalation: what is said next (null when all has been said), and how much is said in all.
 */
export async function nextReminder(db: Reads, one: Waiting): Promise<NextReminder> {
  return reminderAt(await escalationOf(db, one.kind), one)
}

/** The same on an escalation that is read already. Pure. */
export function reminderAt(escalation: readonly EscalationStep[], one: Waiting): NextReminder {
  const steps = remindersOf(escalation, one.waitingFor)
  return { step: steps[one.remindersSent] ?? null, of: steps.length }
}

/**
 * When the escalation speaks next, counted from `from`; null where it has nothing to say. A supplier is spoken to in
 * its
 * working time. After the last step it waits as long again before it says that nobody answered.
 */
export async function nextAt(db: Reads, one: Waiting, from: Date): Promise<Date | null> {
  const escalation = await escalationOf(db, one.kind)
  return stepAt(escalation, (await termsInForce(db, one.supplierId)).terms.calendar, one, from)
}

/** The same on an escalation and in a calendar that are read already. Pure. */
export function stepAt(
  escalation: readonly EscalationStep[],
  calendar: Calendar,
  one: Waiting,
  from: Date,
): Date | null {
  const steps = remindersOf(escalation, one.waitingFor)
  const step = steps[one.remindersSent] ?? steps.at(-1)
  if (!step || one.remindersSent > steps.length) return null
  const at = dueAt(step.after, calendar, from)
  return step.to === 'supplier' && one.remindersSent < steps.length ? workingStart(calendar, at) : at
}

/** When the first reminder is due if the escalation restarts at `from`. */
export function firstAt(db: Reads, one: Omit<Waiting, 'remindersSent'>, from: Date): Promise<Date | null> {
  return nextAt(db, { ...one, remindersSent: 0 }, from)
}
