import { and, asc, eq, sql } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { Order } from '../orders/tables.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Money } from './money.ts'
import { type Case, caseEntries } from './tables.ts'

/** The books of a case, oldest first. */
export async function entriesOf(db: Reads, caseId: string): Promise<readonly LedgerEntry[]> {
  const { ledger, kind, currency, minor } = caseEntries
  return db
    .select({ ledger, kind, currency, minor })
    .from(caseEntries)
    .where(eq(caseEntries.caseId, caseId))
    .orderBy(asc(caseEntries.id))
}

/** Enters into the books of a case what ledger.ts allowed. */
export async function enter(verb: Verb, one: Case, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return
  const by = { enteredAt: verb.now, enteredBy: verb.actor.name }
  await verb.db
    .insert(caseEntries)
    .values(entries.map(entry => ({ ...entry, ...by, caseId: one.id, orderId: one.orderId })))
}

/** What was paid for an order and not refunded yet by any of its cases. */
export async function leftToRefund(db: Reads, order: Order): Promise<Money> {
  const refunds = and(
    eq(caseEntries.orderId, order.id),
    eq(caseEntries.ledger, 'refund'),
    eq(caseEntries.kind, 'settled'),
    eq(caseEntries.currency, order.currency),
  )
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${caseEntries.minor}), 0)` })
    .from(caseEntries)
    .where(refunds)
  return { currency: order.currency, minor: order.totalMinor - Number(row?.sum ?? 0) }
}
