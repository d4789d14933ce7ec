import { subDays } from 'date-fns/subDays'
import { lt } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { KEPT } from '../kernel/ground/tidy.ts'
import { budgets } from './tables.ts'

/** Forgets old alerts of rooms: a budget counts an hour and its day. */
export async function forgetBudgets(db: Db, now: Date): Promise<void> {
  await db.delete(budgets).where(lt(budgets.windowAt, subDays(now, KEPT)))
}
