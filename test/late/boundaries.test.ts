import { expect, test } from 'vitest'
import { dueNotices, isLate, isStillLate, nextNotice, noticesOf } from '../../src/late/notice.ts'
import type { Milestones } from '../../src/late/rules.ts'
import { verdictOf } from '../../src/late/verdict.ts'
import { always } from '../stage/calendars.ts'

const at = (text: string, ms = 0) => new Date(Date.parse(`${text}Z`) + ms)
const SENT = at('2026-11-23T00:00')
const SHIP_BY = at('2026-11-25T00:00')
const sent: Milestones = {
  ...{ sentAt: SENT, acknowledgeBy: null, acknowledgedAt: null, shipBy: SHIP_BY, shippedAt: null },
  ...{ promisedBy: null, endedAt: null, parcels: [] },
}
const just = (moment: Date, ms: number) => new Date(moment.getTime() + ms)

test.each([
  ['acknowledge', { acknowledgeBy: SHIP_BY, shipBy: null }],
  ['ship', {}],
  ['promised', { promisedBy: SHIP_BY, shipBy: null }],
  ['scan', { shipBy: null, shippedAt: SENT, parcels: [{ scanBy: SHIP_BY, scannedAt: null }] }],
] as const)('%s: a purchase order is late at its due time itself, and not a moment before', (rule, over) => {
  const one = { ...sent, ...over }
  const told = (now: Date) => dueNotices(one, always, now).filter(notice => notice.rule === rule).length
  expect([told(just(SHIP_BY, -1)), told(SHIP_BY)]).toEqual([0, 1])
  expect([isLate(one, just(SHIP_BY, -1)), isLate(one, SHIP_BY)]).toEqual([false, true])
  expect(nextNotice(one, always, SHIP_BY)).toBeNull()
})

test('a warning comes at its moment, and none is sent at the ship-by itself, when it is late already', () => {
  const last = just(SHIP_BY, -4 * 3_600_000)
  const warned = (now: Date) => dueNotices(sent, always, now).flatMap(({ hours }) => hours ?? [])
  expect([warned(just(last, -1)), warned(last), warned(just(SHIP_BY, -1)), warned(SHIP_BY)]).toEqual([
    [12],
    [4],
    [4],
    [],
  ])
})

test('a warning of the ship-by does not outlive it: given less time, what was ahead of it is at it or past it', () => {
  const warning = { rule: 'ship_soon' as const, dueAt: at('2026-11-24T20:00') }
  expect(isStillLate(warning, sent)).toBe(true)
  expect(isStillLate(warning, { ...sent, shipBy: warning.dueAt })).toBe(false)
  expect(isStillLate(warning, { ...sent, shipBy: just(warning.dueAt, 1) })).toBe(true)
})

test('a draft that nobody has sent is never late, and its supplier is not warned, whatever it will be due by', () => {
  const draft = { ...sent, sentAt: null, acknowledgeBy: SENT, promisedBy: SENT }
  expect(noticesOf(draft, always)).toEqual([])
  expect(dueNotices(draft, always, at('2027-01-01T00:00'))).toEqual([])
  expect(isLate(draft, at('2027-01-01T00:00'))).toBe(false)
})

test.each([
  ['shipped at the due time itself', { shippedAt: SHIP_BY }, 1, 'on time'],
  ['shipped a moment later', { shippedAt: just(SHIP_BY, 1) }, 2, 'late'],
  ['shipped at the very moment of asking', { shippedAt: SHIP_BY }, 0, 'on time'],
  ['to be shipped a moment after the asking', { shippedAt: SHIP_BY }, -1, 'open'],
  ['not shipped, a moment before it is due', {}, -1, 'open'],
  ['not shipped when it is due', {}, 0, 'never'],
  ['cancelled at the moment of asking, before it was due', { endedAt: just(SHIP_BY, -10) }, -10, 'never'],
  ['cancelled a moment after the asking', { endedAt: just(SHIP_BY, -9) }, -10, 'open'],
  ['cancelled, but shipped before', { shippedAt: SENT, endedAt: SENT }, 0, 'on time'],
] as const)('%s: the report says so', (_, over, ms, verdict) => {
  expect(verdictOf({ shipBy: SHIP_BY, shippedAt: null, endedAt: null, ...over }, just(SHIP_BY, ms))).toBe(verdict)
})

test('what was never due is neither on time nor late', () => {
  expect(verdictOf({ shipBy: null, shippedAt: SENT, endedAt: null }, SHIP_BY)).toBeNull()
})
