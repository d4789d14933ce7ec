import { and, eq, gte, sql } from 'drizzle-orm'
import type { Db } from '../kernel/ground/db.ts'
import { dayStart, howToNotify, type Spent, windowOf } from './budget.ts'
import { budgets } from './tables.ts'

/** Rooms that share a budget: those of a supplier, in its zone, or the alerts rooms. */
export type BudgetRoom = { room: string; zone: string }
export const STAFF: BudgetRoom = { room: 'staff', zone: 'UTC' }

/** `batch`: how many things fell due. */
type Spending = BudgetRoom & { batch: number }
export type Notification = { how: 'alone' | 'digest'; windowAt: Date }

/** How a room is notified of things that fell due at `at`; they count against its window from now on. */
export async function spendBudget(db: Db, spending: Spending, at: Date): Promise<Notification> {
  const [spent] = await spendBudgets(db, [spending], at)
  if (!spent) throw new Error('a budget was not spent')
  return spent
}

/** The same of several, in their order and in two statements; those of one room count against it one after another. */
export async function spendBudgets<S extends Spending>(
  db: Db,
  spendings: readonly S[],
  at: Date,
): Promise<readonly (S & Notification)[]> {
  if (spendings.length === 0) return []
  const spent = new Map(await add(db, spendings, at))
  return spendings.map(one => {
    const { room, zone, batch } = one
    const { window, day } = spent.get(room) ?? { window: 0, day: 0 }
    spent.set(room, { window: window + batch, day: day + batch })
    return { ...one, how: howToNotify({ window, day }, batch), windowAt: windowOf(at, zone) }
  })
}

/** Adds what rooms are notified of to their windows, and answers what they had before. */
async function add(db: Db, spendings: readonly Spending[], at: Date): Promise<ReadonlyMap<string, Spent>> {
  const rows = [...Map.groupBy(spendings, ({ room }) => room)].flatMap(([room, [first, ...rest]]) =>
    first ? [{ room, zone: first.zone, notified: rest.reduce((sum, { batch }) => sum + batch, first.batch) }] : [],
  )
  // Always in the same order: two who spend the same budgets must not wait for each other.
  rows.sort((a, b) => (a.room < b.room ? -1 : 1))
  const windows = await db
    .insert(budgets)
    .values(rows.map(({ room, zone, notified }) => ({ room, windowAt: windowOf(at, zone), notified })))
    .onConflictDoUpdate({
      target: [budgets.room, budgets.windowAt],
      set: { notified: sql`${budgets.notified} + excluded.notified` },
    })
    .returning()
  const since = JSON.stringify(rows.map(({ room, zone }) => ({ room, since: dayStart(at, zone) })))
  const days = await db
    .select({ room: budgets.room, notified: sql<number>`sum(${budgets.notified})::int` })
    .from(sql`jsonb_to_recordset(${since}::jsonb) as today(room text, since timestamptz)`)
    .innerJoin(budgets, and(eq(budgets.room, sql`today.room`), gte(budgets.windowAt, sql`today.since`)))
    .groupBy(budgets.room)
  const inAll = (all: readonly { room: string; notified: number }[], of: string) =>
    all.find(({ room }) => room === of)?.notified ?? 0
  return new Map(
    rows.map(({ room, notified }) => [
      room,
      { window: inAll(windows, room) - notified, day: inAll(days, room) - notified },
    ]),
  )
}
