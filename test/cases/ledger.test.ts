import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  balancesOf,
  correcting,
  expecting,
  isSettled,
  type LedgerEntry,
  ledgerInWords,
  settling,
} from '../../src/cases/ledger.ts'
import { refusalOf } from '../stage/refusal.ts'

const eur = (minor: number) => ({ currency: 'EUR', minor })
const usd = (minor: number) => ({ currency: 'USD', minor })
const owes = (minor: number): LedgerEntry[] => [{ ledger: 'credit', kind: 'expected', ...usd(minor) }]
const came = (minor: number): LedgerEntry => ({ ledger: 'credit', kind: 'settled', ...usd(minor) })

test('what is owed can be put right, but never below what came', () => {
  const entries = [...owes(2_000), came(500)]
  expect(balancesOf([...entries, ...expecting(entries, 'credit', usd(1_500))], 'credit')).toEqual([
    { currency: 'USD', expected: 1_500, settled: 500, open: 1_000 },
  ])
  expect(refusalOf(() => expecting(entries, 'credit', usd(400)))).toBe(
    'USD 5.00 came already, which is more than USD 4.00.',
  )
  expect(refusalOf(() => expecting(entries, 'credit', eur(400)))).toBe(
    'The credit by the supplier is in USD: some of it came already.',
  )
})

test('before anything came, what is owed may be put in another currency; the old one is owed no more', () => {
  const entries = [...owes(2_000), ...expecting(owes(2_000), 'credit', eur(1_800))]
  expect(balancesOf(entries, 'credit').filter(one => one.expected > 0)).toEqual([
    { currency: 'EUR', expected: 1_800, settled: 0, open: 1_800 },
  ])
  expect(ledgerInWords(entries, 'credit')).toBe('EUR 0.00 of EUR 18.00')
})

test('nothing settles beyond what is open, in another currency, or before somebody said what is owed', () => {
  const entries = [...owes(2_000), came(500)]
  expect(settling(entries, 'credit', usd(1_500))).toEqual(came(1_500))
  expect(refusalOf(() => settling(entries, 'credit', usd(1_501)))).toBe(
    'Only USD 15.00 of the credit by the supplier is open, not USD 15.01.',
  )
  expect(refusalOf(() => settling(entries, 'credit', eur(100)))).toBe('The credit by the supplier is in USD, not EUR.')
  expect(refusalOf(() => settling([], 'refund', eur(100)))).toBe('Nobody has set the refund to the customer yet.')
  expect(refusalOf(() => settling([...entries, came(1_500)], 'credit', usd(1)))).toBe(
    'The credit by the supplier is already settled.',
  )
})

test('a ledger is settled when all of it came, or when nothing is owed; not when nobody said', () => {
  expect(isSettled([], 'credit')).toBe(false)
  expect(isSettled(owes(0), 'credit')).toBe(true)
  expect(isSettled(owes(10), 'credit')).toBe(false)
  expect(isSettled([...owes(10), came(10)], 'credit')).toBe(true)
  expect(ledgerInWords([...owes(10), came(10)], 'credit')).toBe('USD 0.10, settled')
  expect(ledgerInWords(owes(0), 'credit')).toBe('nothing')
})

const money = fc.record({ currency: fc.constantFrom('EUR', 'USD', 'JPY'), minor: fc.integer({ min: -50, max: 5_000 }) })
const ACTS = {
  expect: expecting,
  settle: (...given: Parameters<typeof settling>) => [settling(...given)],
  correct: (...[entries, ledger, right]: Parameters<typeof settling>) =>
    correcting(entries, ledger, right, { left: { ...right, minor: 1_000_000 }, atOnce: entries.length % 2 > 0 })
      .entries,
}
const step = fc.record({
  act: fc.constantFrom('expect' as const, 'settle' as const, 'correct' as const),
  ledger: fc.constantFrom('refund' as const, 'credit' as const),
  amount: money,
})

test('over any history the money adds up: expected = settled + open, none below zero, one currency at a time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      let entries: readonly LedgerEntry[] = []
      for (const { act, ledger, amount } of steps) {
        const before = entries
        refusalOf(() => {
          entries = [...entries, ...ACTS[act](entries, ledger, amount)]
        })
        for (const one of ['refund', 'credit'] as const) {
          const balances = balancesOf(entries, one)
          for (const { expected, settled, open } of balances) {
            expect(expected).toBe(settled + open)
            expect(Math.min(expected, settled, open)).toBeGreaterThanOrEqual(0)
          }
          expect(balances.filter(({ expected }) => expected > 0).length).toBeLessThanOrEqual(1)
          if (one !== ledger) expect(balances).toEqual(balancesOf(before, one))
        }
      }
    }),
  )
})
