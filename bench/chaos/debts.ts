import { sql } from 'drizzle-orm'
import type { Db } from '../../src/kernel/ground/db.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'

/** Nothing of these may be left when all is quiet. */
const DEBTS = {
  'messages to rooms': sql`select count(*)::int as n from outbox where state <> 'sent'`,
  'cards that are not shown as they are': sql`select count(*)::int as n from messages where shown_version <> version`,
  'things that people did': sql`select count(*)::int as n from inbox where done_at is null`,
  tasks: sql`select count(*)::int as n from tasks where due_at < now() and isfinite(due_at)`,
}

/** What is still owed, and how much of it. */
export async function debtsOf(db: Db): Promise<readonly { what: string; n: number }[]> {
  const debts = await Promise.all(
    Object.entries(DEBTS).map(async ([what, query]) => ({ what, n: Number(rowsOf(await db.execute(query))[0]?.n) })),
  )
  return debts.filter(({ n }) => n > 0)
}
