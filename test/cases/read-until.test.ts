import { describe, expect, test } from 'vitest'
import { readUntil } from '../../src/cases/read-until.ts'

/** Wednesday, 4 November 2026, 16:30 in Madrid. */
const NOW = new Date('2026-11-04T15:30:00Z')
const read = (typed: string, zone = 'Europe/Madrid', now = NOW) => readUntil(typed, zone, now)?.toISOString() ?? null

describe('days mean nine in the morning where the staff are', () => {
  test.each([
    ['2026-11-25', '2026-11-25T08:00:00.000Z'],
    ['tomorrow', '2026-11-05T08:00:00.000Z'],
    ['3 days', '2026-11-07T08:00:00.000Z'],
    ['a week', '2026-11-11T08:00:00.000Z'],
    ['in 2 weeks', '2026-11-18T08:00:00.000Z'],
    ['monday', '2026-11-09T08:00:00.000Z'],
    ['until Fri', '2026-11-06T08:00:00.000Z'],
    ['wednesday', '2026-11-11T08:00:00.000Z'],
  ])('%s', (typed, at) => expect(read(typed)).toBe(at))

  test('as the wall clock has it on that day, after summer time too', () => {
    expect(read('2027-04-01')).toBe('2027-04-01T07:00:00.000Z')
    expect(read('tomorrow', 'Asia/Tokyo')).toBe('2026-11-06T00:00:00.000Z')
  })
})

test('hours and minutes count from now, and a time of day is taken by its word', () => {
  expect(read('4 hours')).toBe('2026-11-04T19:30:00.000Z')
  expect(read('90 min')).toBe('2026-11-04T17:00:00.000Z')
  expect(read('2026-11-25 14:00')).toBe('2026-11-25T13:00:00.000Z')
})

test.each([
  '',
  'soon',
  'fr',
  '31.2.2026',
  '2026-02-30',
  '2026-11-25 25:00',
  '-3 days',
  '3 moons',
  '0 days',
  '0 hours',
  '0 weeks',
])('“%s” is no time', typed => {
  expect(read(typed)).toBeNull()
})
