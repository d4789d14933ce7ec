import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { inMoney, type Money } from '../kernel/words/amount.ts'
import { list } from '../kernel/words/text.ts'
import { suppliers } from '../suppliers/tables.ts'
import { type Case, caseEntries, cases } from './tables.ts'

/** What a supplier still owes for a case that is closed. */
export type OwedCredit = Money & { one: Case; supplier: string }

/** The credits that are still owed for closed cases, by supplier, the longest closed first. */
export async function owedCredits(
  db: Reads,
  { supplierId = null, closedBy = null }: { supplierId?: string | null; closedBy?: Date | null } = {},
): Promise<readonly OwedCredit[]> {
  const { id, caseId, currency, minor, kind, ledger } = caseEntries
  // As ledger.ts: the newest that is expected counts, and what was settled adds up.
  const open = sql<string>`coalesce((array_agg(${minor} order by ${id} desc) filter (where ${kind} = 'expected'))[1], 0)
    - coalesce(sum(${minor}) filter (where ${kind} = 'settled'), 0)`
  const owed = db
    .select({ caseId, currency, open: open.as('open') })
    .from(caseEntries)
    .where(eq(ledger, 'credit'))
    .groupBy(caseId, currency)
    .having(sql`${open} > 0`)
    .as('owed')
  const rows = await db
    .select({ one: cases, supplier: suppliers.name, currency: owed.currency, open: owed.open })
    .from(owed)
    .innerJoin(cases, eq(cases.id, owed.caseId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(
      and(
        isNotNull(cases.closedAt),
        supplierId ? eq(cases.supplierId, supplierId) : undefined,
        closedBy ? lte(cases.closedAt, closedBy) : undefined,
      ),
    )
    .orderBy(asc(suppliers.name), asc(cases.closedAt), asc(cases.id))
  return rows.map(({ open, ...row }) => ({ ...row, minor: Number(open) }))
}

/** `EUR 89.00 and USD 5.00`, the sum of each currency. Pure. */
export function sumsInWords(amounts: readonly Money[]): string {
  const sums = Map.groupBy(amounts, ({ currency }) => currency)
  return list(
    [...sums].map(([currency, some]) => inMoney({ currency, minor: some.reduce((all, one) => all + one.minor, 0) })),
  )
}

/** Each supplier with what it owes in all and for which cases. Pure. */
export function bySupplier(owed: readonly OwedCredit[]): readonly { supplier: string; sums: string; cases: string }[] {
  return [...Map.groupBy(owed, ({ one }) => one.supplierId).values()].map(some => ({
    supplier: some[0]?.supplier ?? '',
    sums: sumsInWords(some),
    cases: list(some.map(credit => `${credit.one.number} ${inMoney(credit)}`)),
  }))
}
