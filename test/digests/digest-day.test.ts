import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestDay, nextDigest } from '../../src/digests/digest-day.ts'

const at = (iso: string) => new Date(iso)
const QUARTER = 15 * 60_000

/** The days that are told if somebody looks every quarter of an hour. */
function told(times: { hour: number; zone: string }, from: Date, hours: number): string[] {
  const days: string[] = []
  for (let now = from.getTime(); now < from.getTime() + hours * 3_600_000; now += QUARTER) {
    const day = digestDay(times, new Date(now))
    if (day && !days.includes(day)) days.push(day)
  }
  return days
}

test('a digest is due from the room’s own hour on until its day ends, and yesterday’s never is', () => {
  const shanghai = { hour: 9, zone: 'Asia/Shanghai' }
  expect(digestDay(shanghai, at('2031-03-12T00:59:59Z'))).toBeNull()
  expect(digestDay(shanghai, at('2031-03-12T01:00:00Z'))).toBe('2031-03-12')
  expect(digestDay(shanghai, at('2031-03-12T15:59:59Z'))).toBe('2031-03-12')
  expect(digestDay(shanghai, at('2031-03-12T16:00:00Z'))).toBeNull()
  expect(digestDay({ ...shanghai, hour: null }, at('2031-03-12T01:00:00Z'))).toBeNull()
})

test('an hour that daylight saving skips is the moment of the skip; one that comes twice is told once', () => {
  const madrid = { hour: 2, zone: 'Europe/Madrid' }
  expect(digestDay(madrid, at('2031-03-30T00:59:59Z'))).toBeNull()
  expect(digestDay(madrid, at('2031-03-30T01:00:00Z'))).toBe('2031-03-30')
  expect(digestDay(madrid, at('2031-10-26T00:00:00Z'))).toBe('2031-10-26')
  expect(told(madrid, at('2031-10-25T12:00:00Z'), 48)).toEqual(['2031-10-25', '2031-10-26', '2031-10-27'])
})

test('every day of a year is told in every zone, whatever its hour', () => {
  const zones = ['Asia/Shanghai', 'Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 360 }),
      (...of) => {
        const [zone, hour, day] = of
        const from = new Date(at('2031-01-01T00:00:00Z').getTime() + day * 86_400_000)
        const days = told({ zone, hour }, from, 73)
        expect(days.length).toBeGreaterThanOrEqual(3)
        expect(days).toEqual([...days].sort())
      },
    ),
    { numRuns: 60 },
  )
})

test('the next one is of the first day that was not told', () => {
  const madrid = { hour: 9, zone: 'Europe/Madrid' }
  const now = at('2031-03-29T12:00:00Z')
  expect(nextDigest(madrid, new Set(), now)).toEqual(at('2031-03-29T08:00:00Z'))
  expect(nextDigest(madrid, new Set(['2031-03-29']), now)).toEqual(at('2031-03-30T07:00:00Z'))
  expect(nextDigest({ ...madrid, hour: null }, new Set(), now)).toBeNull()
})
