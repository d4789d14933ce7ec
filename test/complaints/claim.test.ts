import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextWarning } from '../../src/cases/deadline.ts'
import { claimBy, missingEvidence } from '../../src/complaints/claim.ts'
import type { Calendar } from '../../src/suppliers/calendar.ts'

const shanghai: Calendar = {
  zone: 'Asia/Shanghai',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '18:00',
  cutoff: null,
  closed: ['2026-10-01/2026-10-07'],
}
const HOUR = 3_600_000
const at = (iso: string) => new Date(iso)
const by = (amount: number, unit: 'days' | 'working days', delivered: string, calendar = shanghai) =>
  claimBy({ amount, unit, evidence: [] }, calendar, { deliveredAt: at(delivered), shippedAt: null })?.by.toISOString()

test('so many days end at midnight where the supplier is', () => {
  expect(by(7, 'days', '2026-11-02T03:00:00Z')).toBe('2026-11-09T16:00:00.000Z')
  // In Shanghai it is the third already.
  expect(by(7, 'days', '2026-11-02T17:00:00Z')).toBe('2026-11-10T16:00:00.000Z')
})

test('working days leave out weekends and closures, and end when the supplier closes', () => {
  expect(by(3, 'working days', '2026-11-05T03:00:00Z')).toBe('2026-11-10T10:00:00.000Z')
  expect(by(2, 'working days', '2026-09-30T03:00:00Z')).toBe('2026-10-09T10:00:00.000Z')
  expect(by(1, 'working days', '2026-11-07T03:00:00Z')).toBe('2026-11-09T10:00:00.000Z')
})

test('a day is a day on the calendar when the clocks change', () => {
  const berlin = { ...shanghai, zone: 'Europe/Berlin' }
  expect(by(1, 'days', '2026-03-28T12:00:00Z', berlin)).toBe('2026-03-29T22:00:00.000Z')
  expect(by(1, 'days', '2026-10-24T12:00:00Z', berlin)).toBe('2026-10-25T23:00:00.000Z')
})

test('where no delivery is known the shipping counts, and it is said; before that there is no window', () => {
  const window = { amount: 7, unit: 'days', evidence: [] } as const
  expect(claimBy(window, shanghai, { deliveredAt: null, shippedAt: at('2026-11-02T03:00:00Z') })?.since).toBe('shipped')
  expect(claimBy(window, shanghai, { deliveredAt: null, shippedAt: null })).toBeNull()
})

test('the right to claim never ends before it begins, and never sooner for a later delivery or a longer window', () => {
  const times = fc.date({ min: at('2024-01-01'), max: at('2030-01-01'), noInvalidDate: true })
  const unit = fc.constantFrom('days' as const, 'working days' as const)
  fc.assert(
    fc.property(times, fc.nat(1_000_000), fc.nat(40), fc.nat(5), unit, (from, later, amount, more, unit) => {
      const end = (delivered: Date, days: number) =>
        claimBy({ amount: days, unit, evidence: [] }, shanghai, { deliveredAt: delivered, shippedAt: null })?.by ?? from
      const first = end(from, amount)
      expect(first >= from).toBe(true)
      expect(end(new Date(from.getTime() + later * 1_000), amount) >= first).toBe(true)
      expect(end(from, amount + more) >= first).toBe(true)
    }),
  )
})

test('somebody is told three days, a day and four hours ahead, and when the right is gone; each once', () => {
  const claim = { from: at('2026-11-01T00:00:00Z'), by: at('2026-11-08T00:00:00Z') }
  const told = []
  for (let next = nextWarning(claim, claim.from); next; next = nextWarning(claim, next)) told.push(next)
  expect(told.map(moment => (claim.by.getTime() - moment.getTime()) / HOUR)).toEqual([72, 24, 4, 0])
})

test('a short window warns only where there is time for it, and one that is over no more', () => {
  const claim = { from: at('2026-11-01T00:00:00Z'), by: at('2026-11-02T00:00:00Z') }
  expect(nextWarning(claim, claim.from)).toEqual(at('2026-11-01T20:00:00Z'))
  expect(nextWarning(claim, claim.by)).toBeNull()
})

test('what the agreement demands is missing until a file shows it', () => {
  const demanded = ['Photo of the box', 'Photo of the label']
  expect(missingEvidence(demanded, [null, 'photo of the BOX '])).toEqual(['Photo of the label'])
  expect(missingEvidence(demanded, ['Photo of the box', 'Photo of the label'])).toEqual([])
})
