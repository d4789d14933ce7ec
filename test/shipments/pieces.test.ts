import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/words/refusal.ts'
import { allLeft, type LeftLine, OF_PARCELS, readPieces } from '../../src/shipments/pieces.ts'

const line = (sku: string | null, left: number, title = `Thing ${sku}`): LeftLine => ({
  id: `id ${sku} ${title}`,
  sku,
  title,
  left,
})
const shop = [line('LAMP-OAK', 2), line('BULB', 5), line(null, 1, 'Gift card')]

const read = (typed: string, lines = shop) =>
  readPieces(typed, lines).map(({ lineId, quantity }) => [lines.find(one => one.id === lineId)?.title, quantity])
const refusal = (typed: string, lines = shop) => {
  try {
    return `not refused: ${JSON.stringify(read(typed, lines))}`
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

test.each([
  ['LAMP-OAK', [['Thing LAMP-OAK', 2]]],
  [
    'lamp-oak x1, BULB x2',
    [
      ['Thing LAMP-OAK', 1],
      ['Thing BULB', 2],
    ],
  ],
  [
    '1 x LAMP-OAK; 3×bulb',
    [
      ['Thing LAMP-OAK', 1],
      ['Thing BULB', 3],
    ],
  ],
  ['BULB: 4', [['Thing BULB', 4]]],
  ['BULB*4', [['Thing BULB', 4]]],
  ['#3', [['Gift card', 1]]],
  [
    '#2 x1\nGift card',
    [
      ['Thing BULB', 1],
      ['Gift card', 1],
    ],
  ],
  ['BULB x1, BULB x2', [['Thing BULB', 3]]],
  [
    ' , ;',
    [
      ['Thing LAMP-OAK', 2],
      ['Thing BULB', 5],
      ['Gift card', 1],
    ],
  ],
])('“%s” is read as people mean it', (typed, pieces) => {
  expect(read(typed)).toEqual(pieces)
})

test('a SKU that looks like a quantity is still a SKU', () => {
  const odd = [line('BOX2', 4), line('3XL', 4), line('X 1', 2)]
  expect(read('BOX2', odd)).toEqual([['Thing BOX2', 4]])
  expect(read('2x BOX2', odd)).toEqual([['Thing BOX2', 2]])
  expect(read('BOX2 x3', odd)).toEqual([['Thing BOX2', 3]])
  expect(read('3XL x2', odd)).toEqual([['Thing 3XL', 2]])
  expect(read('X 1 x2', odd)).toEqual([['Thing X 1', 2]])
})

test('two lines of one SKU are filled one after the other', () => {
  const twice = [line('MUG', 1, 'Mug, red'), line('MUG', 3, 'Mug, blue')]
  expect(read('MUG x2', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 1],
  ])
  expect(read('MUG', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 3],
  ])
  expect(read('MUG x1', [line('MUG', 0, 'Mug, red'), line('MUG', 3, 'Mug, blue')])).toEqual([['Mug, blue', 1]])
})

test('what cannot be is refused in words that help', () => {
  expect(refusal('BULP x2')).toBe('No line here is “BULP”. Did you mean BULB?')
  expect(refusal('candle')).toBe('No line here is “candle”. Write LAMP-OAK, BULB or #3, such as LAMP-OAK x1.')
  expect(refusal('LAMP-OAK x3')).toBe(
    'Only 2 of LAMP-OAK are left to ship, not 3. Correct it, or say that so many are inside (sure:yes).',
  )
  expect(refusal('LAMP-OAK x2, LAMP-OAK x1')).toBe(
    'Only 2 of LAMP-OAK are left to ship, not 3. Correct it, or say that so many are inside (sure:yes).',
  )
  expect(refusal('BULB x4, BULB x2')).toBe(
    'Only 5 of BULB are left to ship, not 6. Correct it, or say that so many are inside (sure:yes).',
  )
  expect(refusal('BULB x0')).toBe('Write at least 1 of BULB.')
  expect(refusal('BULB x1, BULB x0')).toBe('Write at least 1 of BULB.')
  expect(refusal('BULB x99999999999999999999')).toContain('Only 5 of BULB')
  expect(refusal('LAMP', [line('LAMP', 0)])).toBe('All of LAMP is in parcels already.')
})

const lines = fc.uniqueArray(fc.record({ sku: fc.constantFrom('A', 'B', 'BOX2', '3XL', 'C D'), left: fc.nat(6) }), {
  selector: one => one.sku,
  minLength: 1,
})

test('whatever is typed, never more than what is left goes into a parcel, and the sums are what was written', () => {
  const item = fc.tuple(fc.nat(4), fc.option(fc.nat(8)), fc.boolean())
  fc.assert(
    fc.property(lines, fc.array(item, { minLength: 1, maxLength: 5 }), (rows, items) => {
      const left = rows.map(row => line(row.sku, row.left))
      const wanted = items.map(([at, quantity, front]) => ({
        one: left[at % left.length] as LeftLine,
        quantity,
        front,
      }))
      const typed = wanted.map(({ one, quantity, front }) =>
        quantity === null ? one.sku : front ? `${quantity} x ${one.sku}` : `${one.sku} x${quantity}`,
      )
      const sums = new Map<string, number>()
      for (const { one, quantity } of wanted) sums.set(one.id, (sums.get(one.id) ?? 0) + (quantity ?? one.left))
      const fits =
        wanted.every(({ one, quantity }) => (quantity ?? one.left) > 0) &&
        left.every(one => (sums.get(one.id) ?? 0) <= one.left)
      if (!fits) expect(refusal(typed.join(', '), left)).not.toMatch(/^not refused/)
      else expect(new Map(readPieces(typed.join(', '), left).map(one => [one.lineId, one.quantity]))).toEqual(sums)
    }),
  )
})

test('nonsense is refused, never thrown as a bug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), typed => {
      const answer = refusal(typed)
      expect(answer).not.toContain('undefined')
    }),
  )
})

test('all that is left leaves out what is in parcels', () => {
  expect(allLeft([line('A', 0), line('B', 2)])).toEqual([{ lineId: 'id B Thing B', quantity: 2 }])
})

/** What is said to be inside although it is more than is left: sure:yes. */
const inside = (typed: string, lines = shop) =>
  readPieces(typed, lines, OF_PARCELS, true).map(({ lineId, quantity }) => [
    lines.find(one => one.id === lineId)?.title,
    quantity,
  ])
const fieldOf = (typed: string, lines: readonly LeftLine[], words = OF_PARCELS) => {
  try {
    return { field: 'none', pieces: readPieces(typed, lines, words) }
  } catch (error) {
    if (error instanceof Refusal) return { field: error.field, message: error.message }
    throw error
  }
}

test('what a supplier is sure of is inside, however much it is: the last line of a SKU takes what is too many', () => {
  const twice = [line('MUG', 1, 'Mug, red'), line('MUG', 3, 'Mug, blue')]
  expect(inside('MUG x6', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 5],
  ])
  expect(inside('MUG x5', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 4],
  ])
  expect(inside('MUG x1', twice)).toEqual([['Mug, red', 1]])
  expect(inside('MUG x4', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 3],
  ])
  expect(inside('MUG x3, MUG x3', twice)).toEqual([
    ['Mug, red', 1],
    ['Mug, blue', 5],
  ])
  expect(inside('LAMP x2', [line('LAMP', 0)])).toEqual([['Thing LAMP', 2]])
})

test('nobody is sure of a line without a number of which nothing is left', () => {
  const none = [line('LAMP', 0)]
  const all = { field: 'lines', message: 'All of LAMP is in parcels already.' }
  expect(fieldOf('LAMP', none)).toEqual(all)
  expect(() => inside('LAMP', none)).toThrow(all.message)
  expect(fieldOf('BULB x5, BULB', shop)).toEqual({
    field: 'lines',
    message: 'Only 5 of BULB are left to ship, not 10.',
  })
})

test('too many is asked about where it can be confirmed, and what cannot be is refused where it was written', () => {
  expect(fieldOf('BULB x6', shop).field).toBe('sure')
  expect(fieldOf('BULB x0', shop).field).toBe('lines')
  expect(fieldOf('candle', shop).field).toBe('lines')
  const words = { left: 'left to return', none: 'in returns already', field: 'back' }
  expect(fieldOf('BULB x6', shop, words)).toEqual({
    field: 'back',
    message: 'Only 5 of BULB are left to return, not 6.',
  })
  expect(fieldOf('Gift card x2', shop, words).message).toBe('Only 1 of Gift card is left to return, not 2.')
  expect(fieldOf('2 x candle', shop, words).message).toContain('No line here is “candle”.')
})
