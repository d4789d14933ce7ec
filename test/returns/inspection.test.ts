import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FATES, type ReturnLine, readInspection } from '../../src/returns/inspection.ts'
import { refusalOf } from '../stage/refusal.ts'

const line = (sku: string, quantity: number): ReturnLine => ({
  id: sku,
  sku,
  title: `Thing ${sku}`,
  quantity,
  fates: null,
})
const lines = [line('LAMP', 2), line('BULB', 3)]
const read = (typed: string) => Object.fromEntries(readInspection(typed, lines))
const none = { restocked: 0, damaged: 0, missing: 0, wrong: 0 }

test('nothing said means that all of it is restocked', () => {
  expect(read('')).toEqual({ LAMP: { ...none, restocked: 2 }, BULB: { ...none, restocked: 3 } })
})

test('what became of each piece is read line by line, and the rest in one word', () => {
  expect(read('LAMP x1 damaged, missing BULB x2; rest restocked')).toEqual({
    LAMP: { ...none, restocked: 1, damaged: 1 },
    BULB: { ...none, restocked: 1, missing: 2 },
  })
  expect(read('LAMP wrong\nBULB restocked')).toEqual({ LAMP: { ...none, wrong: 2 }, BULB: { ...none, restocked: 3 } })
  expect(read('all damaged')).toEqual({ LAMP: { ...none, damaged: 2 }, BULB: { ...none, damaged: 3 } })
})

test('pieces nothing was said of are asked about, and what is not of the return is refused', () => {
  expect(refusalOf(() => read('LAMP x1 damaged'))).toBe(
    'What became of 1 of LAMP and 3 of BULB? Add it, or write “rest restocked”.',
  )
  expect(refusalOf(() => read('LAMP x3 damaged'))).toBe('Only 2 of LAMP are left to account for, not 3.')
  expect(refusalOf(() => read('LAMP damaged, LAMP restocked'))).toBe('All of LAMP is accounted for already.')
  expect(refusalOf(() => read('LAMQ damaged'))).toBe('No line here is “LAMQ”. Did you mean LAMP?')
  expect(refusalOf(() => read('LAMP fine'))).toBe(
    '“LAMP fine” doesn’t say what you found: restocked, damaged, missing or wrong?',
  )
})

test('however it is written, the pieces of a line add up to what was to come back', () => {
  const item = fc.tuple(fc.constantFrom('LAMP', 'BULB', 'rest'), fc.nat(4), fc.constantFrom(...FATES, 'fine'))
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), items => {
      const typed = items.map(([sku, n, fate]) => (sku === 'rest' ? `rest ${fate}` : `${sku} x${n} ${fate}`)).join(', ')
      refusalOf(() => {
        for (const [id, fates] of readInspection(typed, lines))
          expect(Object.values(fates).reduce((sum, one) => sum + one, 0)).toBe(
            lines.find(one => one.id === id)?.quantity,
          )
      })
    }),
  )
})
