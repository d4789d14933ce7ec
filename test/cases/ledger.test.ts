import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  balancesOf,
  correcting,
  expecting,
  isSettled,
  type LedgerEntry,
  ledgerInWords,
  openOf,
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

test('an expectation below zero, and a payment of nothing, are refused', () => {
  expect(refusalOf(() => expecting([], 'refund', eur(-1)))).toBe('An amount owed can’t be below zero.')
  expect(expecting([], 'refund', eur(0))).toEqual([{ ledger: 'refund', kind: 'expected', ...eur(0) }])
  expect(refusalOf(() => settling(owes(10), 'credit', usd(0)))).toBe('Write an amount above zero.')
  expect(settling(owes(10), 'credit', usd(1))).toEqual(came(1))
})

test('an expectation may fall to what came, and one of nothing takes none back', () => {
  expect(expecting([...owes(10), came(5)], 'credit', usd(5))).toEqual(owes(5))
  expect(expecting(owes(0), 'credit', eur(5))).toEqual([{ ledger: 'credit', kind: 'expected', ...eur(5) }])
  expect(expecting(owes(1), 'credit', eur(5))).toHaveLength(2)
})

test('what was taken back in a currency is no longer what is waited for', () => {
  const entries = [...owes(2_000), ...expecting(owes(2_000), 'credit', eur(1_800))]
  expect(refusalOf(() => settling(entries, 'credit', usd(5)))).toBe('The credit by the supplier is in EUR, not USD.')
  expect(openOf(entries, 'credit')).toEqual(eur(1_800))
  expect([openOf([], 'credit'), openOf(owes(0), 'credit'), openOf(owes(1), 'credit')]).toEqual([null, null, usd(1)])
  expect(isSettled(entries, 'credit')).toBe(false)
  expect(ledgerInWords([], 'credit')).toBeNull()
})

const LEFT = { left: usd(500), atOnce: false }
const corrected = (right: number, how = LEFT, before = [...owes(2_000), came(500)]) =>
  correcting(before, 'credit', usd(right), how)

test('a record that is put right keeps both: the difference, and what is owed where more came', () => {
  expect(corrected(300)).toEqual({ before: 500, entries: [came(-200), ...owes(2_000)] })
  expect(corrected(2_500)).toEqual({ before: 500, entries: [came(2_000), ...owes(2_500)] })
  expect(corrected(0).entries).toEqual([came(-500), ...owes(2_000)])
})

test('what is settled at once falls with its record where all had come, and only there', () => {
  const all = [...owes(500), came(500)]
  expect(corrected(300, { ...LEFT, atOnce: true }, all).entries).toEqual([came(-200), ...owes(300)])
  expect(corrected(300, LEFT, all).entries).toEqual([came(-200), ...owes(500)])
  expect(corrected(300, { ...LEFT, atOnce: true }).entries).toEqual([came(-200), ...owes(2_000)])
})

test('a refund is put right up to what was paid, a credit to any amount; in its currency, and where something is wrong', () => {
  const refund: LedgerEntry[] = [
    { ledger: 'refund', kind: 'expected', ...usd(500) },
    { ledger: 'refund', kind: 'settled', ...usd(500) },
  ]
  expect(correcting(refund, 'refund', usd(1_000), LEFT).entries).toHaveLength(2)
  expect(refusalOf(() => correcting(refund, 'refund', usd(1_001), LEFT))).toBe('Only USD 10.00 can have been refunded.')
  expect(corrected(1_001).entries[0]).toEqual(came(501))
  expect(refusalOf(() => corrected(-1))).toBe('An amount received can’t be below zero.')
  expect(refusalOf(() => corrected(500))).toBe('USD 5.00 is what is on record already.')
  expect(refusalOf(() => correcting(refund, 'refund', eur(1), LEFT))).toBe(
    'The refund to the customer is in USD, not EUR.',
  )
  expect(refusalOf(() => correcting([], 'credit', usd(1), LEFT))).toBe(
    'Nothing is on record as credit by the supplier.',
  )
  const moved = [...owes(2_000), ...expecting(owes(2_000), 'credit', eur(1_800))]
  expect(correcting(moved, 'credit', eur(100), { ...LEFT, left: eur(0) }).before).toBe(0)
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
