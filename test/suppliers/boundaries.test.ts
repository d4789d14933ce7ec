import { expect, test } from 'vitest'
import { claimBy } from '../../src/complaints/claim.ts'
import { allowanceInWords, readAllowance } from '../../src/suppliers/allowance.ts'
import { type Calendar, dueAt, workingHoursBack, workingStart } from '../../src/suppliers/calendar.ts'
import { mustLieAhead } from '../../src/suppliers/closures.ts'

/** Berlin in November is an hour ahead of UTC: it opens at 08:00Z and closes at 16:00Z, and its midnight is 23:00Z. */
const WEEK: Calendar = {
  zone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  cutoff: null,
  closed: [],
}
const closed = (...closed: readonly string[]): Calendar => ({ ...WEEK, closed })
const due = (allowed: string, calendar: Calendar, from: string) =>
  dueAt(readAllowance(allowed), calendar, new Date(from)).toISOString()

test.each([
  // A closure begins at the very moment at which the time is up: it gives no more time.
  ['24 hours', '2026-11-23T23:00:00.000Z', ['2026-11-25'], '2026-11-24T23:00:00.000Z'],
  ['24 hours', '2026-11-23T23:00:00.001Z', ['2026-11-25'], '2026-11-25T23:00:00.001Z'],
  // One that ended at the very moment at which the time begins takes none.
  ['24 hours', '2026-11-24T23:00:00.000Z', ['2026-11-24'], '2026-11-25T23:00:00.000Z'],
  ['24 hours', '2026-11-24T22:59:59.999Z', ['2026-11-24'], '2026-11-25T23:00:00.000Z'],
  ['8 working hours', '2026-11-24T08:00:00.000Z', ['2026-11-25'], '2026-11-24T16:00:00.000Z'],
  ['8 working hours', '2026-11-24T08:00:00.001Z', ['2026-11-25'], '2026-11-26T08:00:00.001Z'],
  ['1 working day', '2026-11-23T16:00:00.000Z', ['2026-11-25'], '2026-11-24T16:00:00.000Z'],
  ['1 working day', '2026-11-23T16:00:00.001Z', ['2026-11-25'], '2026-11-26T16:00:00.000Z'],
  ['same working day', '2026-11-24T16:00:00.000Z', ['2026-11-25'], '2026-11-24T16:00:00.000Z'],
  ['same working day', '2026-11-24T16:00:00.001Z', ['2026-11-25'], '2026-11-26T16:00:00.000Z'],
] as const)('%s from %s, closed on %s, are up at %s', (allowed, from, days, expected) => {
  expect(due(allowed, closed(...days), from)).toBe(expected)
})

test('closing time is no working time any more, and opening time is', () => {
  const start = (at: string, calendar = WEEK) => workingStart(calendar, new Date(at)).toISOString()
  expect(start('2026-11-24T15:59:59.999Z')).toBe('2026-11-24T15:59:59.999Z')
  expect(start('2026-11-24T16:00:00.000Z')).toBe('2026-11-25T08:00:00.000Z')
  expect(start('2026-11-25T08:00:00.000Z')).toBe('2026-11-25T08:00:00.000Z')
  expect(start('2026-11-24T16:00:00.000Z', closed('2026-11-25'))).toBe('2026-11-26T08:00:00.000Z')
})

test('a warning 8 working hours ahead of a closing is at its opening, and a moment earlier the day before', () => {
  const back = (at: string) => workingHoursBack(WEEK, new Date(at), 8).toISOString()
  expect(back('2026-11-24T16:00:00.000Z')).toBe('2026-11-24T08:00:00.000Z')
  expect(back('2026-11-24T15:59:59.999Z')).toBe('2026-11-23T15:59:59.999Z')
  expect(workingHoursBack(WEEK, new Date('2026-11-28T12:00:00Z'), 0).toISOString()).toBe('2026-11-28T12:00:00.000Z')
})

const claim = (amount: number, unit: 'days' | 'working days', delivered: string, calendar = WEEK) =>
  claimBy({ amount, unit, evidence: [] }, calendar, {
    deliveredAt: new Date(delivered),
    shippedAt: null,
  })?.by.toISOString()

test('what is delivered in the last moment of a day has that day’s claim, and at midnight the next day’s', () => {
  expect(claim(7, 'days', '2026-11-02T22:59:59.999Z')).toBe('2026-11-09T23:00:00.000Z')
  expect(claim(7, 'days', '2026-11-02T23:00:00.000Z')).toBe('2026-11-10T23:00:00.000Z')
  expect(claim(0, 'days', '2026-11-02T22:59:59.999Z')).toBe('2026-11-02T23:00:00.000Z')
  expect(claim(0, 'working days', '2026-11-02T23:00:00.000Z')).toBe('2026-11-03T23:00:00.000Z')
})

test('a claim whose last working day would be the first of a closure is made after it, and the day before it stays', () => {
  expect(claim(1, 'working days', '2026-11-23T12:00:00Z', closed('2026-11-24/2026-11-25'))).toBe(
    '2026-11-26T16:00:00.000Z',
  )
  expect(claim(1, 'working days', '2026-11-23T12:00:00Z', closed('2026-11-25/2026-11-26'))).toBe(
    '2026-11-24T16:00:00.000Z',
  )
})

test.each([
  ['2160 hours', '2161 hours'],
  ['720 working hours', '721 working hours'],
  ['90 working days', '91 working days'],
])('%s may be agreed, and %s may not', (longest, over) => {
  expect(allowanceInWords(readAllowance(longest))).toBe(longest)
  expect(() => readAllowance(over)).toThrow(`“${over}” is too long: at most ${longest}.`)
})

test.each([
  ['1 hour', '1 hour'],
  ['1h', '1 hour'],
  ['2 hours', '2 hours'],
  ['1 business day', '1 working day'],
  ['0 working days', 'the same working day'],
  ['same day', 'the same working day'],
])('“%s” is agreed as “%s”', (typed, shown) => {
  expect(allowanceInWords(readAllowance(typed))).toBe(shown)
})

test('nobody agrees to no time at all by the hour', () => {
  for (const typed of ['0 hours', '0 working hours'])
    expect(() => readAllowance(typed)).toThrow(`“${typed}” is too short. Write 1 hour, or: same working day.`)
})

test('a closure of today may still be agreed until midnight where the supplier is, and one that stood before always', () => {
  const agree =
    (closed: string, now: string, before: readonly string[] = []) =>
    () =>
      mustLieAhead([closed], before, { zone: 'Asia/Shanghai', now: new Date(now) })
  for (const closed of ['2026-11-08', '2026-11-01/2026-11-08']) {
    expect(agree(closed, '2026-11-08T15:59:59.999Z')).not.toThrow()
    expect(agree(closed, '2026-11-08T16:00:00.000Z')).toThrow('is past; today is 2026-11-09 in Asia/Shanghai.')
    expect(agree(closed, '2026-11-08T16:00:00.000Z', [closed])).not.toThrow()
  }
})
