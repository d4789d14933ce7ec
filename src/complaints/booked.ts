import { balancesOf, expecting, type LedgerEntry, type LedgerName } from '../cases/ledger.ts'
import type { Money } from '../kernel/words/amount.ts'

/** What a resolution settles is expected and settled at once. Pure. */
export function booked(
  before: readonly LedgerEntry[],
  ledger: LedgerName,
  amount: Money | null,
): readonly LedgerEntry[] {
  if (!amount) return []
  const settled = sum(
    before.filter(one => one.ledger === ledger && one.kind === 'settled'),
    amount.currency,
  )
  const expected = expecting(before, ledger, { ...amount, minor: settled + amount.minor })
  return [...expected, { ledger, kind: 'settled', ...amount }]
}

const sum = (entries: readonly LedgerEntry[], currency: string) =>
  entries.reduce((total, one) => total + (one.currency === currency ? one.minor : 0), 0)

/** Where nothing was wrong after all, the credit that was offered for it is not waited for; what came of it stays. Pure. */
export function givenUp(books: readonly LedgerEntry[], { currency, minor }: Money): readonly LedgerEntry[] {
  const expected = balancesOf(books, 'credit').find(one => one.currency === currency)?.expected ?? minor
  return expecting(books, 'credit', { currency, minor: expected - minor })
}
