import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayStart, howToNotify, MOST_ALONE, MOST_ALONE_A_DAY, windowOf } from '../../src/cases/budget.ts'

test('three alerts in an hour come alone, the fourth begins a digest', () => {
  const nth = (told: number) => howToNotify({ window: told, day: told }, 1)
  expect([0, 1, 2, 3, 4, 70].map(nth)).toEqual(['alone', 'alone', 'alone', 'digest', 'digest', 'digest'])
  expect(howToNotify({ window: 0, day: 0 }, MOST_ALONE)).toBe('alone')
  expect(howToNotify({ window: 0, day: 0 }, MOST_ALONE + 1)).toBe('digest')
})

test('a day that goes on and on comes hour by hour, not card by card', () => {
  expect(howToNotify({ window: 0, day: MOST_ALONE_A_DAY - 1 }, 1)).toBe('alone')
  expect(howToNotify({ window: 0, day: MOST_ALONE_A_DAY }, 1)).toBe('digest')
})

test('however alerts fall, a room gets three cards and a digest in an hour at most, and eight cards in a day', () => {
  const hours = fc.array(fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 60 }), { maxLength: 24 })
  fc.assert(
    fc.property(hours, day => {
      let told = 0
      let cards = 0
      for (const batches of day) {
        let window = 0
        let alone = 0
        let digest = false
        for (const batch of batches) {
          if (howToNotify({ window, day: told }, batch) === 'digest') digest = true
          else {
            expect(digest).toBe(false)
            alone += batch
          }
          window += batch
          told += batch
        }
        expect(alone).toBeLessThanOrEqual(MOST_ALONE)
        cards += alone
      }
      expect(cards).toBeLessThanOrEqual(MOST_ALONE_A_DAY)
    }),
  )
})

test.each([
  ['Asia/Shanghai', '2026-11-25T08:59:59.999Z', '2026-11-25T08:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-25T08:29:00.000Z', '2026-11-25T07:30:00.000Z'],
  ['Asia/Kolkata', '2026-11-25T08:30:00.000Z', '2026-11-25T08:30:00.000Z'],
  ['Europe/Madrid', '2026-10-25T01:10:00.000Z', '2026-10-25T01:00:00.000Z'],
])('a window is a whole hour on the clock in %s', (zone, at, start) => {
  expect(windowOf(new Date(at), zone).toISOString()).toBe(start)
})

test.each([
  ['Asia/Shanghai', '2026-11-25T15:59:59.999Z', '2026-11-24T16:00:00.000Z'],
  ['Europe/Madrid', '2026-10-25T22:30:00.000Z', '2026-10-24T22:00:00.000Z'],
])('a day is a day on the calendar in %s, also when the clocks change', (zone, at, start) => {
  expect(dayStart(new Date(at), zone).toISOString()).toBe(start)
})
