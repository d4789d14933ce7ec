import { expect, test } from 'vitest'
import { promisedDay } from '../../src/purchase-orders/promised-day.ts'
import type { Supplier } from '../../src/suppliers/tables.ts'

const promise = (typed: string, zone: string, now: string) =>
  promisedDay(typed, { supplier: { zone } as Supplier }, new Date(now))

test.each([
  ['a minute before midnight in Shanghai', 'Asia/Shanghai', '2026-11-24T15:59:00Z', '2026-11-24'],
  ['midnight in Shanghai', 'Asia/Shanghai', '2026-11-24T16:00:00Z', '2026-11-25'],
  ['a minute before midnight in Chicago', 'America/Chicago', '2026-11-25T05:59:00Z', '2026-11-24'],
  ['midnight in Chicago', 'America/Chicago', '2026-11-25T06:00:00Z', '2026-11-25'],
  ['the far east of the date line', 'Pacific/Kiritimati', '2026-11-24T10:00:00Z', '2026-11-25'],
  ['the far west of it', 'Pacific/Pago_Pago', '2026-11-25T10:59:00Z', '2026-11-24'],
  ['the day the clocks go back in Madrid', 'Europe/Madrid', '2026-10-25T22:59:00Z', '2026-10-25'],
  ['the night after it', 'Europe/Madrid', '2026-10-25T23:00:00Z', '2026-10-26'],
  ['the day the clocks go forward in Chicago', 'America/Chicago', '2026-03-08T06:00:00Z', '2026-03-08'],
  ['a day whose midnight does not exist in Cairo', 'Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-24'],
])('on %s, today may be promised and yesterday may not', (_, zone, now, today) => {
  expect(promise(today, zone, now)).toBe(today)
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  expect(() => promise(yesterday, zone, now)).toThrow(`${yesterday} is past; today is ${today} in ${zone}.`)
})

test.each(['2026-02-30', '2026-13-01', 'soon', ''])(
  '“%s” is no day, and the sentence shows how one is written',
  typed => {
    expect(() => promise(typed, 'UTC', '2026-01-05T12:00:00Z')).toThrow(
      `“${typed}” is not a day or a time. Write it as 2026-01-05, tomorrow, friday or 2 Dec.`,
    )
  },
)

test('a slip of the year is caught, a year ahead is not', () => {
  expect(promise('2027-01-05', 'UTC', '2026-01-05T12:00:00Z')).toBe('2027-01-05')
  expect(() => promise('2027-01-06', 'UTC', '2026-01-05T12:00:00Z')).toThrow('2027-01-06 is more than a year ahead.')
  expect(() => promise('2206-01-05', 'UTC', '2026-01-05T12:00:00Z')).toThrow('more than a year ahead')
  expect(promise('2029-02-28', 'UTC', '2028-02-29T12:00:00Z')).toBe('2029-02-28')
})
