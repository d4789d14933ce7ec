import { expect, test } from 'vitest'
import { hoursLeft, nextWarning } from '../../src/cases/deadline.ts'
import { restOf } from '../../src/cases/rest-of-pieces.ts'
import { expiryOf } from '../../src/returns/expiry.ts'
import { refusalOf } from '../stage/refusal.ts'

const HOUR = 3_600_000
const BY = new Date('2026-11-08T16:00:00Z')
const just = (moment: Date, ms: number) => new Date(moment.getTime() + ms)

test('each warning of an end is due at its moment, once, and the end itself is the last', () => {
  const week = { by: BY, from: just(BY, -168 * HOUR) }
  const ahead = (after: Date) => {
    const next = nextWarning(week, after)
    return next && (BY.getTime() - next.getTime()) / HOUR
  }
  const asked = [just(BY, -72 * HOUR - 1), just(BY, -72 * HOUR), just(BY, -4 * HOUR), just(BY, -1), BY]
  expect(asked.map(ahead)).toEqual([72, 24, 0, 0, null])
})

test('a window exactly as long as a warning reaches ahead begins without that warning', () => {
  expect(nextWarning({ by: BY, from: just(BY, -24 * HOUR) }, just(BY, -25 * HOUR))).toEqual(just(BY, -4 * HOUR))
  expect(nextWarning({ by: BY, from: just(BY, -24 * HOUR - 1) }, just(BY, -25 * HOUR))).toEqual(just(BY, -24 * HOUR))
})

test('of an hour that has begun an hour is left, and none at the end', () => {
  const left = [-2 * HOUR, -HOUR - 1, -HOUR, -1, 0, 1].map(ms => hoursLeft(BY, just(BY, ms)))
  expect(left).toEqual([2, 2, 1, 1, 0, 0])
})

test('a return may be sent back until the last moment of its day where the supplier is, and today is such a day', () => {
  const end = new Date('2026-11-08T15:59:59.999Z')
  expect(expiryOf('2026-11-08', 'Asia/Shanghai', just(end, -1))).toEqual(end)
  expect(refusalOf(() => expiryOf('2026-11-08', 'Asia/Shanghai', end))).toBe('2026-11-08 is past.')
})

test('a return may expire a year and a day ahead, and not later', () => {
  const now = new Date('2026-11-08T23:59:59.999Z')
  expect(expiryOf('2027-11-09', 'UTC', now)).toEqual(new Date('2027-11-09T23:59:59.999Z'))
  expect(refusalOf(() => expiryOf('2027-11-10', 'UTC', now))).toBe('2027-11-10 is more than a year ahead.')
})

test('where nobody says, a return may be sent back within thirty days where the supplier is', () => {
  expect(expiryOf(undefined, 'Asia/Shanghai', new Date('2026-11-08T16:00:00Z'))).toEqual(
    new Date('2026-12-09T15:59:59.999Z'),
  )
})

test('a piece of a line that nobody bought is worth nothing, and takes nothing from those that were', () => {
  const lines = [
    { id: 'LAMP', ordered: 1, paidMinor: 4_450 },
    { id: 'GIFT', ordered: 0, paidMinor: 500 },
  ]
  const gift = { lineId: 'GIFT', quantity: 1 }
  const unknown = { lineId: 'GONE', quantity: 1 }
  const lamp = { lineId: 'LAMP', quantity: 1 }
  const refunds = [{ caseId: 'C1', number: 'C1', minor: 1_000, pieces: [gift, unknown, lamp] }]
  expect(restOf([gift], lines, [], null)).toEqual({ full: 0, left: 0, before: [] })
  expect(restOf([unknown], lines, [], null)).toEqual({ full: 0, left: 0, before: [] })
  expect(restOf([lamp], lines, refunds, 'C1')).toEqual({
    ...{ full: 4_450, left: 3_450 },
    before: [{ caseId: 'C1', number: 'C1', minor: 1_000 }],
  })
})

test('a refund of other pieces is not named as one of these, not even of one cent of them', () => {
  const lines = [
    { id: 'LAMP', ordered: 1, paidMinor: 4_450 },
    { id: 'BULB', ordered: 1, paidMinor: 1 },
  ]
  const of = (lineId: string) => [{ lineId, quantity: 1 }]
  const refund = { caseId: 'C1', number: 'C1', minor: 1, pieces: of('BULB') }
  expect(restOf(of('LAMP'), lines, [refund], null).before).toEqual([])
  expect(restOf(of('LAMP'), lines, [refund], 'C1').left).toBe(4_450)
  expect(restOf(of('BULB'), lines, [refund], null)).toEqual({
    ...{ full: 1, left: 0 },
    before: [{ caseId: 'C1', number: 'C1', minor: 1 }],
  })
})

test('a refund of one of the lines asked about is named, also where another of them was never refunded', () => {
  const lines = ['LAMP', 'BULB'].map(id => ({ id, ordered: 1, paidMinor: 4_450 }))
  const [lamp, bulb] = lines.map(({ id }) => ({ lineId: id, quantity: 1 }))
  if (!lamp || !bulb) throw new Error('no lines')
  const refund = { caseId: 'C1', number: 'C1', minor: 4_450, pieces: [lamp] }
  for (const pieces of [
    [lamp, bulb],
    [bulb, lamp],
  ])
    expect(restOf(pieces, lines, [refund], 'C1')).toEqual({
      ...{ full: 8_900, left: 4_450 },
      before: [{ caseId: 'C1', number: 'C1', minor: 4_450 }],
    })
})

test('the postage of a present that cost nothing is no refund of the present', () => {
  const lines = [{ id: 'GIFT', ordered: 1, paidMinor: 0 }]
  const gift = { lineId: 'GIFT', quantity: 1 }
  const refund = { caseId: 'C1', number: 'C1', minor: 500, pieces: [gift] }
  expect(restOf([gift], lines, [refund], 'C1')).toEqual({ full: 0, left: 0, before: [] })
})
