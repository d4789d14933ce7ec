import { and, eq, gte, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { dayOf, place, windowOf } from './budget.ts'
import { budgets } from './tables.ts'

/** Rooms that share a budget: those of a supplier, in its zone, or the alerts rooms. */
export type Room = { room: string; zone: string }
export const STAFF: Room = { room: 'staff', zone: 'UTC' }

export type Place = { how: 'alone' | 'digest'; windowAt: Date }

/** How a room is told of so many things that fell due at `at`; they count against its window from now on. */
export async function spendBudget(
  { db }: Pick<Verb, 'db'>,
  { room, zone }: Room,
  batch: number,
  at: Date,
): Promise<Place> {
  const windowAt = windowOf(at, zone)
  const [spent] = await db
    .insert(budgets)
    .values({ room, windowAt, told: batch })
    .onConflictDoUpdate({
      target: [budgets.room, budgets.windowAt],
      set: { told: sql`${budgets.told} + excluded.told` },
    })
    .returning()
  if (!spent) throw new Error('a budget was not spent')
  const today = and(eq(budgets.room, room), gte(budgets.windowAt, dayOf(at, zone)))
  const [day] = await db
    .select({ told: sql<number>`sum(${budgets.told})::int` })
    .from(budgets)
    .where(today)
  return { how: place({ window: spent.told - batch, day: (day?.told ?? batch) - batch }, batch), windowAt }
}
