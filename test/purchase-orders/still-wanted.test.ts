import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AskedOfSupplier, ownShare, shareOut } from '../../src/purchase-orders/still-wanted.ts'

const asked = (id: string, asked: number, over: Partial<AskedOfSupplier> = {}): AskedOfSupplier => ({
  ...{ id, asked, shipped: 0, acknowledged: false },
  ...over,
})
const shares = (line: { quantity: number; fulfilled?: number }, ...all: readonly AskedOfSupplier[]) =>
  [...shareOut({ fulfilled: 0, ...line }, all)].map(([id, { wanted, still }]) => `${id} ${wanted}/${still}`)

test('what the order wants less is taken from who was asked last, so that two suppliers never ship three pieces of two', () => {
  expect(shares({ quantity: 2 }, asked('A', 2), asked('B', 1))).toEqual(['A 2/2', 'B 0/0'])
  expect(shares({ quantity: 1 }, asked('A', 2), asked('B', 1))).toEqual(['A 1/1', 'B 0/0'])
})

test('who said yes keeps its pieces before who did not, and who shipped them before both', () => {
  expect(shares({ quantity: 1 }, asked('A', 1), asked('B', 1, { acknowledged: true }))).toEqual(['A 0/0', 'B 1/1'])
  const gone = asked('C', 1, { shipped: 1 })
  expect(shares({ quantity: 1 }, asked('A', 1, { acknowledged: true }), gone)).toEqual(['A 0/0', 'C 1/0'])
})

test('what was shipped from elsewhere is not shipped again, though the order still wants it', () => {
  expect(shares({ quantity: 2, fulfilled: 1 }, asked('A', 2))).toEqual(['A 2/1'])
  expect(shares({ quantity: 2, fulfilled: 1 }, asked('A', 2, { shipped: 1 }))).toEqual(['A 2/1'])
  expect(shares({ quantity: 2, fulfilled: 2 }, asked('A', 2))).toEqual(['A 2/0'])
})

test('a replacement is wanted whatever the order wants', () => {
  expect(ownShare({ asked: 2, shipped: 1 })).toEqual({ wanted: 2, still: 1 })
})

const many = fc.array(
  fc
    .record({ asked: fc.nat(9), shipped: fc.nat(9), acknowledged: fc.boolean() })
    .map(one => ({ ...one, shipped: Math.min(one.asked, one.shipped) })),
  { maxLength: 5 },
)

test('never is more to be shipped than the order wants and was asked for, and nobody loses what it shipped', () => {
  fc.assert(
    fc.property(many, fc.nat(20), fc.nat(20), (some, quantity, fulfilled) => {
      const all = some.map((one, index) => ({ ...one, id: String(index) }))
      const given = shareOut({ quantity, fulfilled }, all)
      const shipped = all.reduce((sum, one) => sum + one.shipped, 0)
      const total = [...given.values()].reduce((sum, one) => sum + one.still, 0)
      expect(total).toBeLessThanOrEqual(Math.max(0, quantity - Math.max(shipped, fulfilled)))
      for (const one of all) {
        const { wanted = 0, still = 0 } = given.get(one.id) ?? {}
        expect(still).toBeLessThanOrEqual(wanted - one.shipped)
        expect(wanted).toBeGreaterThanOrEqual(one.shipped)
        expect(wanted).toBeLessThanOrEqual(one.asked)
      }
    }),
  )
})

test('of a replacement that has shipped nothing is still to be shipped; before, all of it is', () => {
  expect(ownShare({ asked: 2, shipped: 2 })).toEqual({ wanted: 2, still: 0 })
  expect(ownShare({ asked: 2, shipped: 0 })).toEqual({ wanted: 2, still: 2 })
})
