import { inMoney, type Money } from '../kernel/words/amount.ts'
import { Refusal } from '../kernel/words/refusal.ts'

/** What the customer gets back, and what the supplier credits us. */
export type LedgerName = 'refund' | 'credit'
export const LEDGERS = { refund: 'refund to the customer', credit: 'credit by the supplier' } as const

/** One line of a case's books. The newest `expected` of a currency replaces those before; what was `settled` adds up. */
export type LedgerEntry = Money & { ledger: LedgerName; kind: 'expected' | 'settled' }

/** In one currency; `expected = settled + open`, none of them below zero. */
export type Balance = { currency: string; expected: number; settled: number; open: number }

/** One balance a currency, in the order in which they came up; none where nobody said what is expected. Pure. */
export function balancesOf(entries: readonly LedgerEntry[], ledger: LedgerName): readonly Balance[] {
  const books = new Map<string, { expected: number; settled: number }>()
  for (const { currency, minor, kind } of entries.filter(one => one.ledger === ledger)) {
    const book = books.get(currency) ?? { expected: 0, settled: 0 }
    books.set(currency, kind === 'expected' ? { ...book, expected: minor } : { ...book, settled: book.settled + minor })
  }
  return [...books].map(([currency, book]) => ({ currency, ...book, open: book.expected - book.settled }))
}

/**
 * The entries that make `amount` what is expected from now on; an expectation in another currency, of which nothing came
 * yet, is taken back. Pure.
 * @throws Refusal below zero, or below what was settled already.
 */
export function expecting(
  entries: readonly LedgerEntry[],
  ledger: LedgerName,
  amount: Money,
  field = 'amount',
): readonly LedgerEntry[] {
  if (amount.minor < 0) throw new Refusal('An amount owed can’t be below zero.', field)
  const others = balancesOf(entries, ledger).filter(({ currency }) => currency !== amount.currency)
  const paid = others.find(({ settled }) => settled > 0)
  if (paid) throw new Refusal(`The ${LEDGERS[ledger]} is in ${paid.currency}: some of it came already.`, field)
  const before = inCurrency(entries, ledger, amount.currency)
  if (before && before.settled > amount.minor)
    throw new Refusal(
      `${inMoney({ ...amount, minor: before.settled })} came already, which is more than ${inMoney(amount)}.`,
      field,
    )
  const kind = 'expected' as const
  const taken = others
    .filter(({ expected }) => expected > 0)
    .map(({ currency }) => ({ ledger, kind, currency, minor: 0 }))
  return [...taken, { ledger, kind, ...amount }]
}

/**
 * The entry that settles `amount` of what is open. Pure.
 * @throws Refusal for nothing, for another currency than is expected, and for more than is open.
 */
export function settling(entries: readonly LedgerEntry[], ledger: LedgerName, amount: Money): LedgerEntry {
  if (amount.minor <= 0) throw new Refusal('Write an amount above zero.', 'amount')
  const expected = balancesOf(entries, ledger).filter(one => one.expected > 0)
  const [first] = expected
  if (!first) throw new Refusal(`Nobody has set the ${LEDGERS[ledger]} yet.`, 'amount')
  const balance = expected.find(one => one.currency === amount.currency)
  if (!balance) throw new Refusal(`The ${LEDGERS[ledger]} is in ${first.currency}, not ${amount.currency}.`, 'amount')
  if (amount.minor > balance.open)
    throw new Refusal(
      balance.open === 0
        ? `The ${LEDGERS[ledger]} is already settled.`
        : `Only ${inMoney({ ...amount, minor: balance.open })} of the ${LEDGERS[ledger]} is open, not ${inMoney(amount)}.`,
      'amount',
    )
  return { ledger, kind: 'settled', ...amount }
}

/**
 * The entries that make `right` what came in all, and how much was on record before, in minor units. What is expected
 * rises with it where it must. Pure.
 * @param left what was paid for the order and not refunded yet
 * @param atOnce what is expected was settled at once: where all had come, it falls with it too
 * @throws Refusal below zero, where nothing is on record, it is in another currency or right already, or more than was paid.
 */
export function correcting(
  entries: readonly LedgerEntry[],
  ledger: LedgerName,
  right: Money,
  { left, atOnce }: { left: Money; atOnce: boolean },
): { entries: readonly LedgerEntry[]; before: number } {
  if (right.minor < 0) throw new Refusal('An amount received can’t be below zero.', 'amount')
  const balances = balancesOf(entries, ledger)
  const balance = balances.find(one => one.expected > 0) ?? balances[0]
  if (!balance) throw new Refusal(`Nothing is on record as ${LEDGERS[ledger]}.`, 'ledger')
  const { currency, settled, expected } = balance
  if (currency !== right.currency)
    throw new Refusal(`The ${LEDGERS[ledger]} is in ${currency}, not ${right.currency}.`, 'amount')
  if (right.minor === settled) throw new Refusal(`${inMoney(right)} is what is on record already.`, 'amount')
  if (ledger === 'refund' && right.minor > left.minor + settled)
    throw new Refusal(`Only ${inMoney({ ...left, minor: left.minor + settled })} can have been refunded.`, 'amount')
  const owed = atOnce && settled === expected ? right.minor : Math.max(expected, right.minor)
  const difference = { ledger, kind: 'settled' as const, currency, minor: right.minor - settled }
  return { entries: [difference, { ledger, kind: 'expected', currency, minor: owed }], before: settled }
}

/** Whether somebody said what is expected, and all of it came. */
export function isSettled(entries: readonly LedgerEntry[], ledger: LedgerName): boolean {
  const balances = balancesOf(entries, ledger)
  return balances.length > 0 && balances.every(({ open }) => open === 0)
}

/** What is still open, in the first currency in which anything is; null where nothing is. Pure. */
export function openOf(entries: readonly LedgerEntry[], ledger: LedgerName): Money | null {
  const found = balancesOf(entries, ledger).find(({ open }) => open > 0)
  return found ? { currency: found.currency, minor: found.open } : null
}

/** `EUR 20.00 of EUR 45.00`, a currency each; null where nobody said what is expected. */
export function ledgerInWords(entries: readonly LedgerEntry[], ledger: LedgerName): string | null {
  const balances = balancesOf(entries, ledger)
  if (balances.length === 0) return null
  const shown = balances.filter(({ expected }) => expected > 0)
  if (shown.length === 0) return 'nothing'
  return shown
    .map(({ currency, expected, settled }) => {
      const all = inMoney({ currency, minor: expected })
      return settled === expected ? `${all}, settled` : `${inMoney({ currency, minor: settled })} of ${all}`
    })
    .join(', ')
}

function inCurrency(entries: readonly LedgerEntry[], ledger: LedgerName, currency: string): Balance | undefined {
  return balancesOf(entries, ledger).find(one => one.currency === currency)
}
