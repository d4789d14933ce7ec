import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment } from '../../src/rehearsal/reading/moment.ts'

const utc = { zone: 'UTC', slashes: null }

test.each([
  ['2026-11-25 14:30', '2026-11-25T14:30:00.000Z'],
  ['2026-11-25T14:30:05.250Z', '2026-11-25T14:30:05.250Z'],
  ['2026-11-25 14:30:00 -0400', '2026-11-25T18:30:00.000Z'],
  ['2026-11-25T00:15:00+05:30', '2026-11-24T18:45:00.000Z'],
  ['2026/1/5 9:05', '2026-01-05T09:05:00.000Z'],
  ['25.11.2026 14:30', '2026-11-25T14:30:00.000Z'],
  ['25.11.2026, 14:30', '2026-11-25T14:30:00.000Z'],
  ['2026-11-25 02:30 PM', '2026-11-25T14:30:00.000Z'],
  ['2026-11-25 12:05 am', '2026-11-25T00:05:00.000Z'],
])('“%s” is read as people mean it', (text, moment) => {
  const { from, to } = readMoment(text, utc)
  expect(from.toISOString()).toBe(moment)
  expect(to).toEqual(from)
})

test('a moment without an offset is on the wall clock of the supplier’s zone', () => {
  const there = (text: string) => readMoment(text, { zone: 'Asia/Shanghai', slashes: null }).from.toISOString()
  expect(there('2026-11-25 08:30')).toBe('2026-11-25T00:30:00.000Z')
  expect(there('2026-11-25 08:30 UTC')).toBe('2026-11-25T08:30:00.000Z')
})

test('a day alone lasts from its midnight to the next, also where an hour is missing', () => {
  const { from, to } = readMoment('2026-03-29', { zone: 'Europe/Madrid', slashes: null })
  expect([from.toISOString(), to.toISOString()]).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
})

test('3/4/2026 is asked about, and read as it was said to be meant', () => {
  expect(() => readMoment('3/4/2026', utc)).toThrow(
    '“3/4/2026” can be read both ways. Write --dates "day first" or --dates "month first".',
  )
  expect(readMoment('3/4/2026', { zone: 'UTC', slashes: 'day first' }).from.toISOString()).toContain('2026-04-03')
  expect(readMoment('3/4/2026 2:30 PM', { zone: 'UTC', slashes: 'month first' }).from.toISOString()).toContain(
    '2026-03-04T14:30',
  )
})

test.each(['yesterday', '2026-02-30', '2026-13-01', '2026-11-25 24:30', '2026-11-25 13:00 PM', '45992', '2026-11'])(
  '“%s” is refused with the way to write it',
  text => {
    expect(() => readMoment(text, utc)).toThrow(`“${text}” isn’t a date I can read. Write it as 2026-11-25 14:30.`)
  },
)

test('what was written later is never read as earlier, in whatever zone', () => {
  const written = fc.date({ min: new Date('2017-01-01'), max: new Date('2019-01-01'), noInvalidDate: true })
  const zone = fc.constantFrom('UTC', 'America/Sao_Paulo', 'Europe/Madrid', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(written, fc.integer({ min: 0, max: 7_200 }), zone, (one, seconds, zone) => {
      const read = (at: Date) =>
        readMoment(at.toISOString().slice(0, 19).replace('T', ' '), { zone, slashes: null }).from
      expect(read(one) <= read(new Date(one.getTime() + seconds * 1000))).toBe(true)
    }),
    { numRuns: 500 },
  )
})
