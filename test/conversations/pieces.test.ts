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
