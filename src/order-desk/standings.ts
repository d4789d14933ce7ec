import { and, type SQL, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { ListPart } from '../kernel/ground/keyset.ts'
import { orders } from '../orders/tables.ts'
import { type OrderView, orderViews } from './order-view.ts'

/** How the orders of a part of some stand. */
export async function standings(db: Reads, which: SQL | undefined, part: ListPart): Promise<readonly OrderView[]> {
  return (await look(db, which, part, sql<number>`0`)).found
}

/** The same, and how many there are in all. */
export async function countedStandings(
  db: Reads,
  which: SQL | undefined,
  part: ListPart,
): Promise<{ found: readonly OrderView[]; all: number }> {
  const count = db.$count(orders, which)
  const { found, all } = await look(db, which, part, sql<number>`${count}`.mapWith(Number))
  return { found, all: all ?? (await count) }
}

async function look(db: Reads, which: SQL | undefined, { where, orderBy, limit }: ListPart, all: SQL<number>) {
  const rows = await db
    .select({ id: orders.id, all })
    .from(orders)
    .where(and(which, where))
    .orderBy(...orderBy)
    .limit(limit)
  const ids = rows.map(({ id }) => id)
  return { found: await orderViews(db, ids), all: rows[0]?.all }
}
