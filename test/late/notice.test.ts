import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dueNotices,
  isLate,
  isStillLate,
  type Notice,
  nextNotice,
  noticesOf,
  WARN_AHEAD,
} from '../../src/late/notice.ts'
import type { Milestones } from '../../src/late/rules.ts'
import { promisedBy } from '../../src/purchase-orders/promised-by.ts'
import type { Calendar } from '../../src/suppliers/calendar.ts'
import { always } from '../stage/calendars.ts'

const office: Calendar = { ...always, zone: 'Asia/Shanghai', days: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00' }

const nothing: Milestones = {
  sentAt: null,
  acknowledgeBy: null,
  acknowledgedAt: null,
  shipBy: null,
  shippedAt: null,
  promisedBy: null,
  endedAt: null,
  parcels: [],
}
const at = (text: string) => new Date(`${text}Z`)
const sent: Milestones = {
  ...nothing,
  sentAt: at('2026-11-23T00:00'),
  acknowledgeBy: at('2026-11-23T12:00'),
  shipBy: at('2026-11-25T00:00'),
}
const told = (notices: readonly Notice[]) =>
  notices.map(({ rule, hours, at }) => `${at.toISOString().slice(5, 16)} ${rule}${hours ? ` ${hours}` : ''}`)

test('an untouched purchase order is told of in order: not acknowledged, three warnings, not shipped', () => {
  expect(told(noticesOf(sent, always))).toEqual([
    '11-23T12:00 acknowledge',
    '11-24T00:00 ship_soon 24',
    '11-24T12:00 ship_soon 12',
    '11-24T20:00 ship_soon 4',
    '11-25T00:00 ship',
  ])
})

test.each([
  ['exactly a day to ship', '2026-11-24T00:00', [12, 4]],
  ['a minute more than a day', '2026-11-24T00:01', [24, 12, 4]],
  ['exactly four hours', '2026-11-23T04:00', []],
  ['less than four hours', '2026-11-23T01:00', []],
])('of %s, no warning comes with the purchase order itself or before it', (_, shipBy, hours) => {
  const warned = noticesOf({ ...sent, shipBy: at(shipBy) }, always).filter(({ rule }) => rule === 'ship_soon')
  expect(warned.map(notice => notice.hours)).toEqual(hours)
})

test('a supplier is warned in its working time, not in its night and not on its Sunday', () => {
  // Ship by Monday 11:00 in Shanghai: 4 working hours before is Friday 16:00 there, 12 before is Thursday 17:00.
  const standing = { ...nothing, sentAt: at('2026-11-16T01:00'), shipBy: at('2026-11-23T03:00') }
  expect(told(noticesOf(standing, office))).toEqual([
    '11-18T06:00 ship_soon 24',
    '11-19T09:00 ship_soon 12',
    '11-20T08:00 ship_soon 4',
    '11-23T03:00 ship',
  ])
})

test('two parcels due for a scan at one time are told of once', () => {
  const scanBy = at('2026-11-27T00:00')
  const parcels = [
    { scanBy, scannedAt: null },
    { scanBy: new Date(scanBy), scannedAt: null },
    { scanBy, scannedAt: at('2026-11-26T00:00') },
    { scanBy: null, scannedAt: null },
  ]
  const standing = { ...sent, shippedAt: at('2026-11-24T00:00'), parcels }
  expect(told(noticesOf(standing, always))).toEqual(['11-27T00:00 scan'])
})

test.each([
  ['acknowledged', { acknowledgedAt: sent.sentAt }, 'acknowledge'],
  ['shipped without a word', { shippedAt: sent.sentAt }, 'acknowledge ship ship_soon promised'],
  ['cancelled', { endedAt: sent.sentAt }, 'acknowledge ship ship_soon promised scan'],
  ['not sent after all', { sentAt: null }, 'acknowledge ship ship_soon promised scan'],
  ['promised anew', { promisedBy: at('2026-12-01T00:00') }, 'promised'],
  [
    'given more time',
    { shipBy: at('2026-11-24T00:00'), acknowledgeBy: at('2026-11-24T00:00') },
    'acknowledge ship ship_soon',
  ],
  ['scanned', { parcels: [{ scanBy: at('2026-11-26T00:00'), scannedAt: at('2026-11-25T12:00') }] }, 'scan'],
])('once it is %s, what that answers is not told any more', (_, change, answered) => {
  const before = {
    ...sent,
    promisedBy: at('2026-11-26T00:00'),
    parcels: [{ scanBy: at('2026-11-26T00:00'), scannedAt: null }],
  }
  const fallen = noticesOf(before, always).filter(notice => !isStillLate(notice, { ...before, ...change }))
  expect([...new Set(fallen.map(({ rule }) => rule))].sort()).toEqual(answered.split(' ').sort())
})

test('after a week in which nobody looked, breaches are told and stale warnings are not', () => {
  expect(told(dueNotices(sent, always, at('2026-12-01T00:00')))).toEqual([
    '11-23T12:00 acknowledge',
    '11-25T00:00 ship',
  ])
  expect(told(dueNotices(sent, always, at('2026-11-24T21:00')))).toEqual([
    '11-23T12:00 acknowledge',
    '11-24T20:00 ship_soon 4',
  ])
})

test('a due time before the purchase order was sent is told when it is sent', () => {
  const standing = { ...sent, shipBy: at('2026-11-20T00:00') }
  const [first] = noticesOf(standing, always)
  expect(first).toMatchObject({ rule: 'ship', dueAt: standing.shipBy, at: sent.sentAt })
})

test('a purchase order is late from its due time on, and not once it is answered', () => {
  expect(isLate(sent, at('2026-11-23T11:59'))).toBe(false)
  expect(isLate(sent, at('2026-11-23T12:00'))).toBe(true)
  const acknowledged = { ...sent, acknowledgedAt: at('2026-11-23T11:00') }
  expect(isLate(acknowledged, at('2026-11-24T23:59'))).toBe(false)
  expect(isLate(acknowledged, at('2026-11-25T00:00'))).toBe(true)
  expect(isLate({ ...acknowledged, shippedAt: at('2026-11-26T00:00') }, at('2026-11-27T00:00'))).toBe(false)
  expect(isLate({ ...sent, endedAt: at('2026-11-24T00:00') }, at('2026-11-27T00:00'))).toBe(false)
})

test.each([
  ['2026-11-25', 'Asia/Shanghai', '2026-11-25T16:00:00.000Z'],
  ['2026-12-31', 'America/Chicago', '2027-01-01T06:00:00.000Z'],
  ['2026-10-25', 'Europe/Madrid', '2026-10-25T23:00:00.000Z'],
  ['2028-02-28', 'UTC', '2028-02-29T00:00:00.000Z'],
  ['2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
])('the promised day %s in %s is over at its midnight', (day, zone, over) => {
  expect(promisedBy(day, zone).toISOString()).toBe(over)
})

const moment = fc.date({ min: at('2026-01-01T00:00'), max: at('2028-01-01T00:00'), noInvalidDate: true })
const maybe = fc.option(moment)
const anyStanding: fc.Arbitrary<Milestones> = fc.record({
  sentAt: maybe,
  acknowledgeBy: maybe,
  acknowledgedAt: maybe,
  shipBy: maybe,
  shippedAt: maybe,
  promisedBy: maybe,
  endedAt: fc.option(moment, { freq: 5 }),
  parcels: fc.array(fc.record({ scanBy: maybe, scannedAt: maybe }), { maxLength: 3 }),
})
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  zone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/Chicago', 'Europe/Madrid', 'Australia/Lord_Howe'),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  opens: fc.constantFrom('00:00', '02:30', '09:00'),
  closes: fc.constantFrom('12:00', '18:00', '24:00'),
  cutoff: fc.constant(null),
  closed: fc.constantFrom([], ['2026-12-24/2027-01-02'], ['2026-03-29', '2026-10-25']),
})

test('whatever stands, each rule and due time is told once, in order, and only while it stands', () => {
  fc.assert(
    fc.property(anyStanding, anyCalendar, (standing, calendar) => {
      const notices = noticesOf(standing, calendar)
      expect(new Set(notices.map(({ rule, dueAt }) => `${rule} ${dueAt.getTime()}`)).size).toBe(notices.length)
      expect(notices).toEqual([...notices].sort((a, b) => a.at.getTime() - b.at.getTime()))
      for (const notice of notices) {
        expect(isStillLate(notice, standing)).toBe(true)
        expect(notice.at >= (standing.sentAt as Date)).toBe(true)
        expect(notice.at >= notice.dueAt).toBe(true)
        expect(WARN_AHEAD.some(hours => hours === notice.hours)).toBe(notice.rule === 'ship_soon')
        if (notice.rule === 'ship_soon') expect(notice.at < (standing.shipBy as Date)).toBe(true)
        else expect(isLate(standing, notice.at)).toBe(true)
      }
    }),
  )
})

test('a clock that looks only when it was told to misses nothing of a purchase order and tells nothing twice', () => {
  fc.assert(
    fc.property(anyStanding, anyCalendar, (standing, calendar) => {
      const seen: Notice[] = []
      for (let next = nextNotice(standing, calendar, new Date(0)); next; ) {
        const known = new Set(seen.map(({ rule, dueAt }) => `${rule} ${dueAt.getTime()}`))
        const fresh = dueNotices(standing, calendar, next.at)
        seen.push(...fresh.filter(({ rule, dueAt }) => !known.has(`${rule} ${dueAt.getTime()}`)))
        next = nextNotice(standing, calendar, next.at)
      }
      const key = ({ rule, dueAt }: Notice) => `${rule} ${dueAt.toISOString()}`
      expect(seen.map(key).sort()).toEqual(noticesOf(standing, calendar).map(key).sort())
    }),
  )
})
