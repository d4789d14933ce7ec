import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, dueAt, workingHoursBack, workingStart } from '../../src/suppliers/calendar.ts'
import { allowance, calendar, moment } from '../stage/calendars.ts'

const HOUR = 3_600_000
const WEEK: Calendar = {
  zone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  cutoff: '14:00',
  closed: [],
}
const ALWAYS: Calendar = { ...WEEK, days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00', cutoff: null }
const due = (text: string, from: string, over: Partial<Calendar> = {}) => {
  const [amount, ...unit] = text.split(' ')
  const read = { amount: Number(amount), unit: unit.join(' ') as 'hours' | 'working hours' | 'working days' }
  return dueAt(read, { ...WEEK, ...over }, new Date(from))
    .toISOString()
    .replace(':00.000Z', 'Z')
}

test('nothing is due before it came in', () => {
  fc.assert(
    fc.property(allowance, calendar, moment, (long, week, from) => {
      expect(dueAt(long, week, from).getTime()).toBeGreaterThanOrEqual(from.getTime())
    }),
    { numRuns: 2_000 },
  )
})

test('what comes in later is never due earlier', () => {
  fc.assert(
    fc.property(allowance, calendar, moment, fc.integer({ min: 0, max: 100 * HOUR }), (long, week, from, later) => {
      const after = dueAt(long, week, new Date(from.getTime() + later))
      expect(after.getTime()).toBeGreaterThanOrEqual(dueAt(long, week, from).getTime())
    }),
    { numRuns: 2_000 },
  )
})

test('a longer allowance is never due earlier', () => {
  fc.assert(
    fc.property(allowance, calendar, moment, fc.integer({ min: 0, max: 10 }), (long, week, from, more) => {
      const longer = dueAt({ ...long, amount: long.amount + more }, week, from)
      expect(longer.getTime()).toBeGreaterThanOrEqual(dueAt(long, week, from).getTime())
    }),
    { numRuns: 2_000 },
  )
})

test('counting working hours back undoes counting them forward', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), calendar, moment, (hours, week, from) => {
      const then = dueAt({ amount: hours, unit: 'working hours' }, week, from)
      expect(workingHoursBack(week, then, hours)).toEqual(workingStart(week, from))
    }),
    { numRuns: 2_000 },
  )
})

test('a working moment is one of its own, and the first there is', () => {
  fc.assert(
    fc.property(calendar, moment, (week, at) => {
      const start = workingStart(week, at)
      expect(start.getTime()).toBeGreaterThanOrEqual(at.getTime())
      expect(workingStart(week, start)).toEqual(start)
      expect(workingHoursBack(week, start, 1).getTime()).toBeLessThan(at.getTime())
    }),
    { numRuns: 2_000 },
  )
})

test('who works at all hours has as many working hours as the clock, whatever daylight saving does', () => {
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 500 }), ({ zone }, from, hours) => {
      const always = { ...ALWAYS, zone }
      expect(dueAt({ amount: hours, unit: 'working hours' }, always, from)).toEqual(
        dueAt({ amount: hours, unit: 'hours' }, always, from),
      )
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['by the cut-off counts that day', '1 working days', '2026-11-24T13:00Z', {}, '2026-11-25T16:00Z'],
  ['after the cut-off counts the next', '1 working days', '2026-11-24T13:01Z', {}, '2026-11-26T16:00Z'],
  ['before opening counts that day', '1 working days', '2026-11-24T03:00Z', {}, '2026-11-25T16:00Z'],
  ['on a Saturday counts Monday', '1 working days', '2026-11-28T10:00Z', {}, '2026-12-01T16:00Z'],
  ['the same day, in time', '0 working days', '2026-11-24T13:00Z', {}, '2026-11-24T16:00Z'],
  ['the same day, too late for it', '0 working days', '2026-11-24T13:01Z', {}, '2026-11-25T16:00Z'],
  ['without a cut-off closing counts', '1 working days', '2026-11-24T15:59Z', { cutoff: null }, '2026-11-25T16:00Z'],
  ['a day that is closed', '1 working days', '2026-11-24T09:00Z', { closed: ['2026-11-25'] }, '2026-11-26T16:00Z'],
  [
    "over the year's end",
    '2 working days',
    '2026-12-23T09:00Z',
    { closed: ['2026-12-24/2027-01-02'] },
    '2027-01-05T16:00Z',
  ],
  [
    'in a week of Sunday to Thursday',
    '1 working days',
    '2026-11-26T08:00Z',
    { days: [7, 1, 2, 3, 4], zone: 'Africa/Cairo' },
    '2026-11-29T15:00Z',
  ],
  ['over a night', '4 working hours', '2026-11-24T14:00Z', {}, '2026-11-25T10:00Z'],
  ['hours may end at closing', '2 working hours', '2026-11-24T14:00Z', {}, '2026-11-24T16:00Z'],
  [
    'hours stand still in a break',
    '4 working hours',
    '2026-11-24T08:00Z',
    { closes: '12:00', more: [{ days: [1, 2, 3, 4, 5], opens: '13:00', closes: '18:00' }] },
    '2026-11-24T13:00Z',
  ],
  [
    'a half day ends at its own closing',
    '1 working days',
    '2026-11-27T08:00Z',
    { more: [{ days: [6], opens: '09:00', closes: '13:00' }] },
    '2026-11-28T12:00Z',
  ],
  [
    'clock hours stand still on a closed day',
    '24 hours',
    '2026-11-24T13:00Z',
    { closed: ['2026-11-25'] },
    '2026-11-26T13:00Z',
  ],
  [
    'clock hours begin after a closure',
    '24 hours',
    '2026-11-25T13:00Z',
    { closed: ['2026-11-25'] },
    '2026-11-26T23:00Z',
  ],
  ['hours know no cut-off', '1 working hours', '2026-11-24T14:30Z', {}, '2026-11-24T15:30Z'],
] as const)('%s', (_, allowed, from, over, expected) => {
  expect(due(allowed, from, over as Partial<Calendar>)).toBe(expected)
})

test.each([
  // https://www.timeanddate.com/time/change: local closing keeps its hour, the moment moves.
  ['Berlin, clocks forward', '1 working days', '2026-03-27T10:00Z', {}, '2026-03-30T15:00Z'],
  ['Berlin, clocks back', '1 working days', '2026-10-23T10:00Z', {}, '2026-10-26T16:00Z'],
  [
    'New York, clocks forward',
    '1 working days',
    '2026-03-06T15:00Z',
    { zone: 'America/New_York' },
    '2026-03-09T21:00Z',
  ],
  ['New York, clocks back', '1 working days', '2026-10-30T15:00Z', { zone: 'America/New_York' }, '2026-11-02T22:00Z'],
  [
    'Lord Howe, half an hour back',
    '1 working days',
    '2026-04-03T00:00Z',
    { zone: 'Australia/Lord_Howe' },
    '2026-04-06T06:30Z',
  ],
  [
    'a night shift of the day with 23 hours',
    '3 working hours',
    '2026-03-28T23:00Z',
    { days: [7], opens: '00:00', closes: '06:00' },
    '2026-03-29T02:00Z',
  ],
  [
    'opening in the hour that is skipped',
    '1 working hours',
    '2026-03-28T23:00Z',
    { days: [7], opens: '02:30', closes: '06:00' },
    '2026-03-29T02:00Z',
  ],
  [
    'a midnight that does not exist in Cairo',
    '0 working days',
    '2026-04-23T12:00Z',
    { zone: 'Africa/Cairo', closes: '24:00', cutoff: null },
    '2026-04-23T22:00Z',
  ],
] as const)('the clocks change: %s', (_, allowed, from, over, expected) => {
  expect(due(allowed, from, over as Partial<Calendar>)).toBe(expected)
})

test('a calendar on which nobody ever works is an error, not an endless search', () => {
  expect(() => due('1 working days', '2026-11-24T09:00Z', { days: [] })).toThrow('has no working day')
  expect(() => due('1 working hours', '2026-11-24T09:00Z', { opens: '17:00', closes: '09:00' })).toThrow(
    'has no opening hours',
  )
})
