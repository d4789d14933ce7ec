import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letter } from '../../src/purchase-orders/purchase-order.ts'
import { type OpenLine, partFor, split } from '../../src/purchase-orders/split.ts'

const SUPPLIERS = ['lumen', 'casa', 'north']

/** Lines with who supplies each and who said no to it. */
const cases = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 8 }).chain(ids =>
  fc.tuple(
    ...ids.map(id =>
      fc.record({
        id: fc.constant(id),
        sku: fc.option(fc.string({ maxLength: 5 })),
        quantity: fc.integer({ min: 1, max: 9 }),
        supplies: fc.shuffledSubarray(SUPPLIERS),
        declined: fc.subarray(SUPPLIERS),
      }),
    ),
  ),
)
type Case = OpenLine & { supplies: readonly string[]; declined: readonly string[] }

const find = (lines: readonly Case[], id: string) => lines.find(line => line.id === id) as Case
const routeOf = (lines: readonly Case[]) => (line: OpenLine) => {
  const { supplies, declined } = find(lines, line.id)
  return supplies.filter(one => !declined.includes(one))
}
const declinedIn = (lines: readonly Case[]) => (id: string, supplier: string) =>
  find(lines, id).declined.includes(supplier)
const byId = (one: { id: string }, two: { id: string }) => (one.id < two.id ? -1 : 1)

test('every open piece goes to exactly one supplier or is left to route, none is lost and none doubled', () => {
  fc.assert(
    fc.property(cases, lines => {
      const { parts, unrouted } = split(lines, routeOf(lines))
      const asked = [...parts.flatMap(part => part.lines), ...unrouted].map(({ id, quantity }) => ({ id, quantity }))
      expect(asked.toSorted(byId)).toEqual(lines.map(({ id, quantity }) => ({ id, quantity })).toSorted(byId))
      expect(new Set(parts.map(part => part.supplierId)).size).toBe(parts.length)
      expect(parts.every(part => part.lines.length > 0)).toBe(true)
    }),
  )
})

test('a line goes to the first who supplies it, never to who declined it, and waits only when nobody is left', () => {
  fc.assert(
    fc.property(cases, lines => {
      const route = routeOf(lines)
      const { parts, unrouted } = split(lines, route)
      for (const { supplierId, lines: own } of parts)
        for (const { id } of own) {
          expect(route(find(lines, id))[0]).toBe(supplierId)
          expect(find(lines, id).declined).not.toContain(supplierId)
        }
      for (const line of unrouted) expect(route(line)).toEqual([])
    }),
  )
})

test('a supplier that staff name gets what it supplies and what nobody takes, but not what it declined', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(...SUPPLIERS), (lines, supplierId) => {
      const [route, declined] = [routeOf(lines), declinedIn(lines)]
      const part = partFor(supplierId, lines, { route, declined, chosen: false })
      for (const line of lines) {
        const got = part.lines.some(one => one.id === line.id)
        const takers = route(line)
        const may = !declined(line.id, supplierId) && (takers.length === 0 || takers.includes(supplierId))
        expect(got).toBe(may)
      }
      expect(new Set(part.lines.map(line => line.id)).size).toBe(part.lines.length)
    }),
  )
})

test('lines that staff chose by SKU go where they say, all of them', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(...SUPPLIERS), (lines, supplierId) => {
      const part = partFor(supplierId, lines, { route: routeOf(lines), declined: declinedIn(lines), chosen: true })
      expect(part.lines).toEqual(lines.map(({ id, quantity }) => ({ id, quantity })))
    }),
  )
})

test('purchase orders are lettered as spreadsheets letter columns, and no two alike', () => {
  expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA'])
  const many = Array.from({ length: 2_000 }, (_, index) => letter(index))
  expect(new Set(many).size).toBe(many.length)
})
