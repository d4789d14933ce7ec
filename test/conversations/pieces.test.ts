import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPieces, MOST_PIECES, PIECE } from '../../src/conversations/pieces.ts'

/** Words of people, some of them with neither spaces nor an end. */
const texts = fc
  .array(fc.oneof(fc.lorem({ maxCount: 40 }), fc.string({ unit: 'grapheme', maxLength: 900 }), fc.constant('\n\n')), {
    maxLength: 30,
  })
  .map(parts => parts.join(' ').trim())
const bare = (text: string) => text.replaceAll(/\s/g, '')

test('what is short is one piece, as it is', () => {
  expect(inPieces('')).toEqual([''])
  expect(inPieces('Hello\n\n there')).toEqual(['Hello\n\n there'])
})

test('the pieces together are the whole, each fits, and no character is parted', () => {
  fc.assert(
    fc.property(texts, text => {
      const pieces = inPieces(text)
      fc.pre(pieces.length < MOST_PIECES)
      expect(pieces.every(piece => piece.length <= PIECE && piece.isWellFormed() === text.isWellFormed())).toBe(true)
      expect(bare(pieces.join(''))).toBe(bare(text))
    }),
  )
})

test('it parts between paragraphs rather than lines, and between words rather than within', () => {
  const paragraph = 'word '.repeat(250).trim()
  expect(inPieces(`${paragraph}\n\n${paragraph}`)).toEqual([paragraph, paragraph])
  for (const piece of inPieces('lamp '.repeat(2_000).trim())) expect(piece).toMatch(/^(lamp ?)+(\n|$)/)
})

test('what is longer than anybody reads is cut, and says how much is missing', () => {
  const pieces = inPieces('lamp '.repeat(10_000))
  expect(pieces).toHaveLength(MOST_PIECES)
  expect(pieces.at(-1)).toMatch(/\[[\d,]+ more characters did not fit here\.\]$/)
})

test('what just fits is one piece, and a character more makes another', () => {
  expect(inPieces('x'.repeat(PIECE))).toEqual(['x'.repeat(PIECE)])
  expect(inPieces('x'.repeat(PIECE + 1))).toEqual(['x'.repeat(PIECE), 'x'])
})

test('what just fits into all pieces is whole, and a character more is counted', () => {
  const whole = Array.from('abcdefgh', letter => letter.repeat(PIECE))
  expect(whole).toHaveLength(MOST_PIECES)
  expect(inPieces(whole.join(''))).toEqual(whole)
  expect(inPieces(`${whole.join('')} \n`)).toEqual(whole)
  const last = `${'h'.repeat(PIECE)}\n[1 more character did not fit here.]`
  expect(inPieces(`${whole.join('')}i`)).toEqual([...whole.slice(0, -1), last])
})

test('a word in the second half of a piece is kept whole, one in the first half is not waited for', () => {
  const [half, long] = ['x'.repeat(PIECE / 2), 'y'.repeat(PIECE)]
  expect(inPieces(`${half}z ${long}`)).toEqual([`${half}z`, long])
  expect(inPieces(`${half} ${long}`)).toEqual([`${half} ${'y'.repeat(PIECE / 2 - 1)}`, 'y'.repeat(PIECE / 2 + 1)])
})

test('a family is not parted at the end of a piece, though it is many characters', () => {
  const family = '👨‍👩‍👧‍👦'
  const before = 'x'.repeat(PIECE - 3)
  expect(inPieces(`${before}${family}${'y'.repeat(9)}`)).toEqual([before, `${family}${'y'.repeat(9)}`])
  const fits = 'x'.repeat(PIECE - family.length)
  expect(inPieces(`${fits}${family}y`)).toEqual([`${fits}${family}`, 'y'])
})
