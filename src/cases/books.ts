import { asc, eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { toDecimal } from '../kernel/words/money.ts'
import type { Order } from '../orders/tables.ts'
import { refundsOf } from './find-refunds.ts'
import type { LedgerEntry } from './ledger.ts'
import type { CountedRefunds } from './same-refund.ts'
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

/** What is left of an order to refund; `doubt` where some of what was refunded may be counted twice. */
export type Left = Money & { doubt: { minor: number; words: string } | null }

/** What was paid for an order, less every refund, each counted once: reported by the store, or recorded in a case. */
export async function leftToRefund(db: Reads, order: Order): Promise<Left> {
  const { currency } = order
  const { minor, doubts } = await refundsOf(db, order)
  const [first] = doubts
  const left = { currency, minor: order.paidMinor - minor }
  if (!first) return { ...left, doubt: null }
  const twice = doubts.reduce((sum, { told, recorded }) => sum + Math.min(told.minor, recorded.minor), 0)
  return { ...left, doubt: { minor: twice, words: doubtWords(first, currency) } }
}

function doubtWords({ told, recorded }: CountedRefunds['doubts'][number], currency: string): string {
  const [theirs, ours] = [told.minor, recorded.minor].map(minor => inMoney({ currency, minor }))
  return `I can’t tell whether the ${theirs} that the store paid back and the ${ours} on record in ${recorded.number} are one refund. If they are, write: /case correct ${recorded.number} refund ${toDecimal(told.minor, currency)} …`
}
