import fc from 'fast-check'
import type { Allowance } from '../../src/suppliers/allowance.ts'
import type { Calendar } from '../../src/suppliers/calendar.ts'

/** Zones that are hard on a calendar: half hours of daylight saving, changes at midnight, odd offsets, both ends of the date line. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'America/Havana',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Apia',
  'Atlantic/Azores',
  'Antarctica/Troll',
  'Asia/Shanghai',
  'UTC',
] as const

const HOUR = 3_600_000

/** Open at every hour of every day. */
export const always: Calendar = {
  zone: 'UTC',
  days: [1, 2, 3, 4, 5, 6, 7],
  opens: '00:00',
  closes: '24:00',
  cutoff: null,
  closed: [],
}

/** Moments of 2010 to 2030, most of them near a change of the clocks or a year's end. */
export const moment: fc.Arbitrary<Date> = fc.oneof(
  fc.date({ min: new Date('2010-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
        '2026-12-31',
        '2011-12-30',
        '2010-03-14',
        '2010-11-07',
      ),
      fc.integer({ min: -40 * HOUR, max: 40 * HOUR }),
    )
    .map(([day, off]) => new Date(Date.parse(day) + off)),
)

const minute = (most: number) => fc.integer({ min: 0, max: most })
const written = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const closure = fc
  .tuple(fc.integer({ min: 14_610, max: 22_200 }), fc.integer({ min: 0, max: 20 }))
  .map(([day, length]) =>
    [day, day + length].map(one => new Date(one * 24 * HOUR).toISOString().slice(0, 10)).join('/'),
  )

/** Any calendar that may be agreed, among them one that is never closed. */
export const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    opens: fc.oneof(fc.constant(0), minute(1_380)),
    length: fc.oneof(fc.constant(1_440), fc.integer({ min: 60, max: 1_440 })),
    cutoff: fc.option(minute(1_440)),
    closed: fc.array(closure, { maxLength: 6 }),
  })
  .map(({ zone, days, opens, length, cutoff, closed }) => {
    const closes = Math.min(1_440, opens + length)
    return {
      zone,
      days,
      opens: written(opens),
      closes: written(closes),
      cutoff: cutoff === null ? null : written(Math.min(cutoff, closes)),
      closed,
    }
  })

export const allowance: fc.Arbitrary<Allowance> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 2_160 }), unit: fc.constant('hours' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 120 }), unit: fc.constant('working hours' as const) }),
  fc.record({ amount: fc.integer({ min: 0, max: 30 }), unit: fc.constant('working days' as const) }),
)
