import { addDays } from 'date-fns/addDays'
import { eq } from 'drizzle-orm'
import { awaitAnswer } from '../cases/await-answer.ts'
import type { Case, CaseSide } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { timesOf } from './load-return.ts'
import { type ReturnState, returnState } from './return.ts'
import { returns } from './tables.ts'

/** Whose move it is in each state, and how many days they have before anybody is reminded at all. */
const NEXT: Readonly<Record<ReturnState, { side: CaseSide; days: number }>> = {
  requested: { side: 'supplier', days: 0 },
  approved: { side: 'customer', days: 5 },
  on_its_way: { side: 'supplier', days: 7 },
  received: { side: 'supplier', days: 0 },
  inspected: { side: 'staff', days: 0 },
  refunded: { side: 'supplier', days: 0 },
  credited: { side: 'staff', days: 0 },
  closed: { side: 'staff', days: 0 },
  declined: { side: 'staff', days: 0 },
  withdrawn: { side: 'staff', days: 0 },
}

/** The return waits for the next side; its clock restarts. */
export async function awaitNext(verb: Verb, one: Case): Promise<void> {
  const [row] = await verb.db.select().from(returns).where(eq(returns.caseId, one.id))
  if (!row) throw new Error(`return ${one.number} is not here`)
  const { side, days } = NEXT[returnState(timesOf(one, row))]
  await awaitAnswer(verb, one, side, addDays(verb.now, days))
}
