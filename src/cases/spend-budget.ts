import { and, eq, gte, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { dayStart, howToNotify, windowOf } from './budget.ts'
import { budgets } from './tables.ts'

/** Rooms that share a budget: those of a supplier, in its zone, or the alerts rooms. */
export type BudgetRoom = { room: string; zone: string }
export const STAFF: BudgetRoom = { room: 'staff', zone: 'UTC' }

export type Notification = { how: 'alone' | 'digest'; windowAt: Date }

/** How a room is notified of so many things that fell due at `at`; they count against its window from now on. */
export async function spendBudget(
  { db }: Pick<Verb, 'db'>,
  { room, zone }: BudgetRoom,
  batch: number,
  at: Date,
): Promise<Notification> {
  const windowAt = windowOf(at, zone)
  const [spent] = await db
    .insert(budgets)
    .values({ room, windowAt, notified: batch })
    .onConflictDoUpdate({
      target: [budgets.room, budgets.windowAt],
      set: { notified: sql`${budgets.notified} + excluded.notified` },
    })
    .returning()
  if (!spent) throw new Error('a budget was not spent')
  const today = and(eq(budgets.room, room), gte(budgets.windowAt, dayStart(at, zone)))
  const [day] = await db
    .select({ notified: sql<number>`sum(${budgets.notified})::int` })
    .from(budgets)
    .where(today)
  return {
    how: howToNotify({ window: spent.notified - batch, day: (day?.notified ?? batch) - batch }, batch),
    windowAt,
  }
}
