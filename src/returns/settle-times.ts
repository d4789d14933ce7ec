import { eq } from 'drizzle-orm'
import { entriesOf } from '../cases/books.ts'
import { isSettled, type LedgerName } from '../cases/ledger.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import { returns } from './tables.ts'

/** Keeps the times at which all of the refund, and all of the credit, had come: a new amount owed opens them again. */
export async function settleTimes(verb: Verb, one: Case): Promise<void> {
  const entries = await entriesOf(verb.db, one.id)
  const [row] = await verb.db.select().from(returns).where(eq(returns.caseId, one.id))
  const time = (ledger: LedgerName, before: Date | null | undefined) =>
    isSettled(entries, ledger) ? (before ?? verb.now) : null
  await verb.db
    .update(returns)
    .set({ refundedAt: time('refund', row?.refundedAt), creditedAt: time('credit', row?.creditedAt) })
    .where(eq(returns.caseId, one.id))
}
