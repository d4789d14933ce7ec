import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOnce, type Recorded, refundsIn, type StoreRefund } from '../../src/cases/same-refund.ts'

const DAY = 86_400_000
const on = (day: number) => new Date(day * DAY)
const lines = (...ids: string[]) => ids.map(lineId => ({ lineId, quantity: 1 }))
const recorded = (number: string, minor: number, pieces = lines('LAMP'), day = 1): Recorded => ({
  ...{ caseId: number, number, minor, pieces, at: on(day) },
})
const told = (id: string, minor: number, over: Partial<StoreRefund> = {}): StoreRefund => ({
  ...{ id, minor, at: on(2), shippingMinor: 0, pieces: lines('LAMP').map(piece => ({ ...piece, minor })), ...over },
})
const refunded = (ours: readonly Recorded[], theirs: readonly StoreRefund[]) => countOnce(ours, theirs).minor
const unnamed = (minor: number) => told('total', minor, { at: null, pieces: [] })

test('a refund that is recorded in a case and told by the store is one, whichever comes first', () => {
  expect(refunded([recorded('C1', 4_450)], [told('9', 4_450)])).toBe(4_450)
  expect(refunded([recorded('C1', 4_450, lines('LAMP'), 3)], [told('9', 4_450)])).toBe(4_450)
  expect(refunded([recorded('C1', 4_450)], [])).toBe(4_450)
  expect(refunded([], [told('9', 4_450)])).toBe(4_450)
})

test('a store that only counts its refunds in a total has told of those on record', () => {
  expect(refunded([recorded('C1', 4_450)], [unnamed(4_450)])).toBe(4_450)
  expect(refunded([recorded('C1', 4_450), recorded('C2', 1_000)], [unnamed(5_450)])).toBe(5_450)
})

test('a refund that the store made because it was asked is known by its id, whatever its amount, and is no other', () => {
  const asked = { ...recorded('C1', 4_450), externalId: '9' }
  expect(refunded([asked], [told('9', 4_400, { pieces: [] })])).toBe(4_400)
  expect(countOnce([asked], [told('9', 4_400)]).doubts).toEqual([])
  expect(refunded([asked], [told('8', 4_450)])).toBe(8_900)
  expect(refunded([asked, recorded('C2', 4_450)], [told('9', 4_450), told('8', 4_450)])).toBe(8_900)
  expect(refunded([asked], [unnamed(4_450)])).toBe(4_450)
})

test('refunds of other lines, or of another season, are two though their amounts agree', () => {
  expect(
    refunded([recorded('C1', 4_450)], [told('9', 4_450, { pieces: [{ lineId: 'BULB', quantity: 1, minor: 4_450 }] })]),
  ).toBe(8_900)
  expect(refunded([recorded('C1', 4_450)], [told('9', 4_450, { at: on(32) })])).toBe(4_450)
  expect(refunded([recorded('C1', 4_450)], [told('9', 4_450, { at: on(33) })])).toBe(8_900)
})

test('one told refund is one of two like records, and two told ones are both', () => {
  const two = [recorded('C1', 4_450), recorded('C2', 4_450)]
  expect(refunded(two, [told('9', 4_450)])).toBe(8_900)
  expect(refunded(two, [told('9', 4_450), told('10', 4_450)])).toBe(8_900)
  expect(countOnce(two, [told('9', 4_450)]).onlyRecorded).toHaveLength(1)
})

test('what the store pays back together, or in parts, is what the records come to', () => {
  expect(refunded([recorded('C1', 300), recorded('C1', 2_700)], [told('9', 3_000)])).toBe(3_000)
  expect(refunded([recorded('C1', 8_900)], [told('9', 4_450), told('10', 4_450)])).toBe(8_900)
})

test('shipping that the store pays back with the pieces does not make the pieces another refund', () => {
  expect(refunded([recorded('C1', 4_450)], [told('9', 4_950, { shippingMinor: 500 })])).toBe(4_950)
})

test('where only the amounts differ nobody guesses: both count, and the pair is in doubt', () => {
  const counted = countOnce([recorded('C1', 4_450)], [told('9', 4_400)])
  expect(counted.minor).toBe(8_850)
  expect(counted.doubts.map(({ told, recorded }) => [told.id, recorded.number])).toEqual([['9', 'C1']])
  expect(countOnce([recorded('C1', 4_450)], [told('9', 4_450)]).doubts).toEqual([])
})

test('a record that was corrected is the refund that it was corrected to', () => {
  expect(refundsIn([recorded('C1', 3_000), recorded('C1', -2_700)]).map(({ minor }) => minor)).toEqual([300])
  expect(refundsIn([recorded('C1', 500), recorded('C1', 300), recorded('C1', -400)]).map(({ minor }) => minor)).toEqual(
    [400],
  )
  expect(refundsIn([recorded('C1', 500), recorded('C1', -500)])).toEqual([])
})

test('no refund is lost and none counts more than once, in whatever order they are told', () => {
  const ours = fc.record({
    number: fc.constantFrom('C1', 'C2', 'R3'),
    minor: fc.integer({ min: 1, max: 5 }),
    day: fc.nat(60),
  })
  const theirs = fc.record({ minor: fc.integer({ min: 1, max: 5 }), day: fc.option(fc.nat(60)), named: fc.boolean() })
  fc.assert(
    fc.property(fc.array(ours, { maxLength: 5 }), fc.array(theirs, { maxLength: 5 }), (some, others) => {
      const records = some.map(({ number, minor, day }) => recorded(number, minor, lines('LAMP'), day))
      const tellings = others.map(({ minor, day, named }, index) =>
        told(String(index), minor, { at: day === null ? null : on(day), ...(!named && { pieces: [] }) }),
      )
      const { minor, onlyTold, onlyRecorded, both } = countOnce(records, tellings)
      const sum = (all: readonly { minor: number }[]) => all.reduce((total, one) => total + one.minor, 0)
      expect(minor).toBeGreaterThanOrEqual(Math.max(sum(records), sum(tellings)))
      expect(minor).toBe(sum(tellings) + sum(onlyRecorded))
      expect(minor).toBeLessThanOrEqual(sum(records) + sum(tellings))
      expect(new Set(both.map(one => one.recorded)).size + onlyRecorded.length).toBe(records.length)
      expect(new Set(both.map(one => one.told)).size + onlyTold.length).toBe(tellings.length)
    }),
  )
})
