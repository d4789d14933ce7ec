import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { dueAt, workingStart } from '../suppliers/calendar.ts'
import { termsInForce } from '../suppliers/in-force.ts'
import { kindOf } from './kind.ts'
import { type Step, stepsOf } from './ladder.ts'
import type { Rung } from './rung.ts'
import { type Case, ladders } from './tables.ts'

/** The ladder of a kind of case: what staff set, or the one it came with. */
export async function ladderOf(db: Reads, kind: string): Promise<readonly Rung[]> {
  const [set] = await db.select().from(ladders).where(eq(ladders.kind, kind))
  return set?.rungs ?? kindOf({ kind }).ladder
}

type Waiting = Pick<Case, 'kind' | 'supplierId' | 'waitingFor' | 'rung'>

/** Where a case stands on its ladder: what is said next (null when all has been said), and how much is said in all. */
export async function stepOf(db: Reads, one: Waiting): Promise<{ step: Step | null; of: number }> {
  const steps = stepsOf(await ladderOf(db, one.kind), one.waitingFor)
  return { step: steps[one.rung] ?? null, of: steps.length }
}

/**
 * When the ladder speaks next, counted from `from`; null where it has nothing to say. A supplier is spoken to in its
 * working time. After the last step it waits as long again before it says that nobody answered.
 */
export async function nextAt(db: Reads, one: Waiting, from: Date): Promise<Date | null> {
  const steps = stepsOf(await ladderOf(db, one.kind), one.waitingFor)
  const step = steps[one.rung] ?? steps.at(-1)
  if (!step || one.rung > steps.length) return null
  const { calendar } = (await termsInForce(db, one.supplierId)).terms
  const at = dueAt(step.after, calendar, from)
  return step.to === 'supplier' && one.rung < steps.length ? workingStart(calendar, at) : at
}

/** When the ladder speaks first if it starts anew at `from`. */
export function firstAt(db: Reads, one: Omit<Waiting, 'rung'>, from: Date): Promise<Date | null> {
  return nextAt(db, { ...one, rung: 0 }, from)
}
