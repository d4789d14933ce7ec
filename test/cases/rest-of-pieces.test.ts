import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseRefund, restOf } from '../../src/cases/rest-of-pieces.ts'

const LINES = [
  { id: 'LAMP', ordered: 2, paidMinor: 8_900 },
  { id: 'BULB', ordered: 3, paidMinor: 999 },
  { id: 'GIFT', ordered: 1, paidMinor: 0 },
]
const PAID = 2 * 4_450 + 3 * 333
const lamp = (quantity = 1) => [{ lineId: 'LAMP', quantity }]
const refund = (number: string, minor: number, pieces: CaseRefund['pieces']): CaseRefund => ({
  caseId: number,
  number,
  minor,
  pieces,
})
const left = (...args: Parameters<typeof restOf>) => restOf(...args).left

test('a case that refunded its pieces has nothing left to refund, though another of the kind was bought', () => {
  expect(left(lamp(), LINES, [refund('C1', 4_450, lamp())], 'C1')).toBe(0)
  expect(left(lamp(), LINES, [refund('C1', 1_000, lamp())], 'C1')).toBe(3_450)
})

test('another case takes another piece for its own while there is one, and no longer', () => {
  const one = refund('C1', 4_450, lamp())
  expect(restOf(lamp(), LINES, [one], null)).toEqual({
    full: 4_450,
    left: 4_450,
    before: [{ caseId: 'C1', number: 'C1', minor: 4_450 }],
  })
  expect(left(lamp(2), LINES, [one], null)).toBe(4_450)
  expect(left(lamp(), LINES, [one, refund('R2', 4_450, lamp())], null)).toBe(0)
})

test('a refund of several lines is taken out of those that were not refunded before', () => {
  const both = [
    { lineId: 'LAMP', quantity: 2 },
    { lineId: 'BULB', quantity: 3 },
  ]
  const refunds = [refund('C1', 8_900, lamp(2)), refund('C2', 999, both)]
  expect(left([{ lineId: 'BULB', quantity: 3 }], LINES, refunds, null)).toBe(0)
})

test('what is given beyond the pieces, such as for postage, is no refund of other pieces', () => {
  expect(left(lamp(), LINES, [refund('C1', 9_999, lamp())], null)).toBe(4_450)
})

// Two of 100 each with 100 off: 50 was paid for one, not its list price. And 100 with 8 of tax on top was 108.
test('a piece is worth what was paid for it, to the last cent of its line', () => {
  expect(left(lamp(), [{ id: 'LAMP', ordered: 2, paidMinor: 10_000 }], [], null)).toBe(5_000)
  expect(left(lamp(), [{ id: 'LAMP', ordered: 1, paidMinor: 10_800 }], [], null)).toBe(10_800)
  const odd = [{ id: 'LAMP', ordered: 3, paidMinor: 10_001 }]
  expect(left(lamp(3), odd, [], null)).toBe(10_001)
  expect(left(lamp(2), odd, [refund('C1', 3_334, lamp())], null)).toBe(6_667)
})

test('however often what is left is refunded, a customer never gets more than was paid for the pieces', () => {
  const piece = fc.oneof(
    fc.record({ lineId: fc.constant('LAMP'), quantity: fc.integer({ min: 1, max: 2 }) }),
    fc.record({ lineId: fc.constant('BULB'), quantity: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ lineId: fc.constant('GIFT'), quantity: fc.constant(1) }),
  )
  const pieces = fc.uniqueArray(piece, { selector: one => one.lineId, minLength: 1 })
  const claim = fc.record({ pieces, times: fc.integer({ min: 1, max: 3 }), part: fc.nat(100) })
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 8 }), claims => {
      let refunds: readonly CaseRefund[] = []
      for (const [index, { pieces, times, part }] of claims.entries()) {
        const number = `C${index}`
        for (let time = 0; time < times; time += 1) {
          const { left, full } = restOf(pieces, LINES, refunds, number)
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left).toBeLessThanOrEqual(full)
          // At first a part of it, then whatever is left.
          const now = time === 0 ? Math.floor((left * part) / 100) : left
          const before = refunds.find(one => one.caseId === number)?.minor ?? 0
          refunds = [...refunds.filter(one => one.caseId !== number), refund(number, before + now, pieces)]
        }
      }
      expect(refunds.reduce((sum, { minor }) => sum + minor, 0)).toBeLessThanOrEqual(PAID)
    }),
    { numRuns: 1_000 },
  )
})
