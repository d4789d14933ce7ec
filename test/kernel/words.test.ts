import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean } from '../../src/kernel/words/clean.ts'
import { isId } from '../../src/kernel/words/id.ts'
import { nearest } from '../../src/kernel/words/nearest.ts'
import { count, cut, list } from '../../src/kernel/words/text.ts'

const FAMILY = '👩‍👩‍👧‍👦'

describe('over-long text', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly10!', 10, 'exactly10!'],
    ['one more than', 12, 'one more th…'],
    [`ab${FAMILY}cd`, 8, 'ab…'],
    [FAMILY.repeat(3), 12, `${FAMILY}…`],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['שרה כהן', 5, 'שרה …'],
    ['Photo: https://cdn.example/upload/1234.png, red', 30, 'Photo: …'],
    ['Photo: https://cdn.example/1 red and blue', 33, 'Photo: https://cdn.example/1 red…'],
  ])('%s at most %i is %s', (text, most, wanted) => expect(cut(text, most)).toBe(wanted))

  test('is cut to its limit at a whole character, with a mark, and otherwise left as it is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (some, most) => {
        const short = cut(some, most)
        expect(short.length).toBeLessThanOrEqual(most)
        expect(short.isWellFormed()).toBe(true)
        if (some.length <= most) expect(short).toBe(some)
        else {
          expect(short.endsWith('…')).toBe(true)
          expect(some.startsWith(short.slice(0, -1))).toBe(true)
        }
      }),
    )
  })
})

test('lists and counts read as people write them', () => {
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c']), list(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
    'a, b or c',
  ])
  expect([count(0, 'line'), count(1, 'line'), count(2, 'line'), count(2, 'box', 'boxes')]).toEqual([
    '0 lines',
    '1 line',
    '2 lines',
    '2 boxes',
  ])
})

describe('clean', () => {
  test('makes any value one that the database can hold, and cleaning again changes nothing', () => {
    const text = fc.array(fc.constantFrom('\0', '\uD83D', '\uDE00', 'a', '😀', 'é')).map(parts => parts.join(''))
    const value = fc.letrec(tie => ({
      any: fc.oneof(text, fc.integer(), fc.constant(null), fc.array(tie('any')), fc.dictionary(text, tie('any'))),
    })).any
    fc.assert(
      fc.property(value, some => {
        const held = clean(some)
        const written = JSON.stringify(held)
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i)
        expect(clean(held)).toEqual(held)
      }),
    )
  })

  test('passes through what is no text: dates, bytes, numbers, nothing', () => {
    const kept = { at: new Date(), file: new Uint8Array([0, 1]), n: 1, no: null, gone: undefined, yes: true }
    expect(clean(kept)).toEqual(kept)
    expect((clean(kept) as typeof kept).at).toBe(kept.at)
    expect(clean(Object.assign(Object.create(null), { a: 'x\0' }))).toEqual({ a: 'x' })
  })

  test('cannot be made to change what all objects share', () => {
    const cleaned = clean(JSON.parse('{"__proto__":{"polluted":"x\\u0000"}}')) as object
    expect(Object.getPrototypeOf(cleaned)).toBe(Object.prototype)
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })
})

test('our ids are told from what people type', () => {
  expect(isId('0f8fad5b-d9cb-469f-a165-70867728950e')).toBe(true)
  for (const typed of [
    '',
    '1042',
    '1042-A',
    '0F8FAD5B-D9CB-469F-A165-70867728950E',
    ' 0f8fad5b-d9cb-469f-a165-70867728950e',
  ])
    expect(isId(typed)).toBe(false)
})

describe('the nearest word', () => {
  const words = ['order', 'supplier', 'tracking', 'po', 'shipHours']
  test.each([
    ['oder', 'order'],
    ['ordre', 'order'],
    ['ORDER', 'order'],
    ['sup', 'supplier'],
    ['suplier', 'supplier'],
    ['traking', 'tracking'],
    ['ship', 'shipHours'],
    ['pp', 'po'],
    ['elephant', null],
    ['', null],
    ['x'.repeat(5_000), null],
  ])('to %j is %j', (typed, wanted) => expect(nearest(typed, words)).toBe(wanted))

  test('is never further off than a third of what was typed, nor than three letters', () => {
    expect(nearest('abcxyz', ['abcdef'])).toBeNull()
    expect(nearest('supplierabcd', ['supplier'])).toBeNull()
    expect(nearest('x', [])).toBeNull()
  })
})
