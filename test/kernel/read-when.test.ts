import { describe, expect, test } from 'vitest'
import { readWhen } from '../../src/kernel/words/read-when.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'

/** Wednesday, 4 November 2026, 16:30 in Madrid. */
const NOW = new Date('2026-11-04T15:30:00Z')
const read = (typed: string, zone = 'Europe/Madrid', now = NOW) => readWhen(typed, { zone, now, field: 'until' })
const at = (...asked: Parameters<typeof read>) => read(...asked).at.toISOString()

describe('days mean nine in the morning where people are', () => {
  test.each([
    ['2026-11-25', '2026-11-25'],
    ['2026/11/25', '2026-11-25'],
    ['２０２６-11-25', '2026-11-25'],
    ['25.11.2026', '2026-11-25'],
    ['25/11/2026', '2026-11-25'],
    ['2 Dec', '2026-12-02'],
    ['Dec 2', '2026-12-02'],
    ['2nd of December', '2026-12-02'],
    ['by 5 Jan', '2027-01-05'],
    ['today', '2026-11-04'],
    ['tomorrow', '2026-11-05'],
    ['Tomorrow morning', '2026-11-05'],
    ['day after tomorrow', '2026-11-06'],
    ['3 days', '2026-11-07'],
    ['a week', '2026-11-11'],
    ['in 2 weeks', '2026-11-18'],
    ['monday', '2026-11-09'],
    ['until Fri', '2026-11-06'],
    ['wednesday', '2026-11-11'],
    ['next thursday', '2026-11-12'],
    ['明天', '2026-11-05'],
    ['12月2日', '2026-12-02'],
    ['3天后', '2026-11-07'],
  ])('%s', (typed, day) => expect(read(typed)).toEqual({ day, at: new Date(`${day}T08:00:00Z`) }))

  test('as the wall clock has it on that day, after summer time too', () => {
    expect(at('2027-04-01')).toBe('2027-04-01T07:00:00.000Z')
    expect(at('tomorrow', 'Asia/Tokyo')).toBe('2026-11-06T00:00:00.000Z')
    expect(read('tomorrow', 'America/Chicago', new Date('2026-11-05T05:30:00Z')).day).toBe('2026-11-05')
  })
})

test('hours and minutes count from now, and a time of day is taken by its word', () => {
  expect(at('4 hours')).toBe('2026-11-04T19:30:00.000Z')
  expect(at('90 min')).toBe('2026-11-04T17:00:00.000Z')
  expect(at('2026-11-25 14:00')).toBe('2026-11-25T13:00:00.000Z')
  expect(at('friday 14:00')).toBe('2026-11-06T13:00:00.000Z')
  expect(at('1 Apr 14:00')).toBe('2027-04-01T12:00:00.000Z')
  expect(read('10 hours').day).toBe('2026-11-05')
  // The night in which the clocks go back has an hour more.
  expect(at('12 hours', 'Europe/Madrid', new Date('2026-10-24T18:00:00Z'))).toBe('2026-10-25T06:00:00.000Z')
})

test.each([
  ['friday', '2026-10-30'],
  ['monday', '2026-11-02'],
  ['last friday', '2026-10-30'],
  ['20 Dec', '2025-12-20'],
  ['1 Nov', '2026-11-01'],
  ['yesterday', '2026-11-03'],
  ['3 days ago', '2026-11-01'],
  ['2026-11-20', '2026-11-20'],
])('of what is over, “%s” is the last one', (typed, day) => {
  expect(readWhen(typed, { zone: 'Europe/Madrid', now: NOW, field: 'on', past: true }).day).toBe(day)
})

test.each([
  ...['', 'soon', 'may', 'next month', '1042', '12', '31.2.2026', '2026-02-30', '2026-13-01', '2026-11-25 25:00'],
  ...['3 moons', 'monday or tuesday', '24 Dec 2026 to 2 Jan 2027', 'tomorrow if the parts come', '31 Nov'],
])('“%s” is no time, and the sentence shows how one is written', typed => {
  expect(() => read(typed)).toThrow(
    new Refusal(`“${typed}” is not a day or a time. Write it as 2026-11-04, tomorrow, friday or 2 Dec.`, 'until'),
  )
})

test('what may be read two ways is asked about, and a typo is recognised', () => {
  for (const typed of ['3/4/2027', '03-04-2027', '5/6'])
    expect(() => read(typed)).toThrow(`“${typed}” may be read two ways. Write it as 2026-11-04`)
  expect(read('5/5/2027').day).toBe('2027-05-05')
  expect(() => read('tommorow')).toThrow('Did you mean “tomorrow”?')
  expect(() => read('wendesday')).toThrow('Did you mean “wednesday”?')
})
