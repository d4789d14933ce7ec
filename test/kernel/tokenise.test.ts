import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quote, tokenise } from '../../src/kernel/hearing/tokenise.ts'

const texts = (line: string) => tokenise(line).map(({ text }) => text)
const nasty = fc.string({
  unit: fc.constantFrom(...`ab "“”„«»'’‘\`:\\/# \n\t,.é👍🏽אع\u200F\uD83D`.split(''), ' ', 'key:', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'),
})

describe('quotes of every keyboard hold words together', () => {
  test.each([
    ['"Lumen Works" x', ['Lumen Works', 'x']],
    ['“Lumen Works” x', ['Lumen Works', 'x']],
    ['„Lumen Works“ x', ['Lumen Works', 'x']],
    ['„Lumen Works” x', ['Lumen Works', 'x']],
    ['”Lumen Works” x', ['Lumen Works', 'x']],
    ['«Lumen Works» x', ['Lumen Works', 'x']],
    ["'Lumen Works' x", ['Lumen Works', 'x']],
    ['‘Lumen Works’ x', ['Lumen Works', 'x']],
    ['`Lumen Works` x', ['Lumen Works', 'x']],
    ['“Lumen Works" x', ['Lumen Works', 'x']],
    ['"" x', ['', 'x']],
    ['"a "b" c', ['a "b', 'c']],
    ['5" nail', ['5"', 'nail']],
  ])('%s', (line, words) => expect(texts(line)).toEqual(words))
})

test('an apostrophe inside a word is part of it', () => {
  expect(texts("don't Lucía’s O'Brien rock'n'roll")).toEqual(["don't", 'Lucía’s', "O'Brien", "rock'n'roll"])
})

test('a quote that nobody closed holds all that follows, and says so', () => {
  expect(tokenise('show "Lumen Wo')).toMatchObject([{ text: 'show' }, { text: 'Lumen Wo', open: true, quoted: true }])
  expect(tokenise('"')).toMatchObject([{ text: '', open: true }])
})

test('key:value is one word, quoted or not, in any script; an address or a time is no key', () => {
  const words = tokenise('supplier:"Lumen Works" ship-hours:48 café:x ключ:„y z“ https://x.de/a:b 10:30 #1042 :-)')
  expect(words.map(({ key, text }) => [key, text])).toEqual([
    ['supplier', 'Lumen Works'],
    ['ship-hours', '48'],
    ['café', 'x'],
    ['ключ', 'y z'],
    [null, 'https://x.de/a:b'],
    [null, '10:30'],
    [null, '#1042'],
    [null, ':-)'],
  ])
})

test('emoji and text from right to left pass whole', () => {
  expect(texts('👩‍👩‍👧‍👦 שרה כהן "مريم ﷽" 🏴󠁧󠁢󠁥󠁮󠁧󠁿')).toEqual(['👩‍👩‍👧‍👦', 'שרה', 'כהן', 'مريم ﷽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])
})

test('no character of any line goes astray: words lie in order, and only spaces between them', () => {
  fc.assert(
    fc.property(nasty, line => {
      let at = 0
      for (const { start, end } of tokenise(line)) {
        expect(line.slice(at, start).trim()).toBe('')
        expect(end).toBeGreaterThan(start)
        at = end
      }
      expect(line.slice(at).trim()).toBe('')
    }),
  )
})

test('whatever is written in quotes reads back as that one word, wherever it stands', () => {
  fc.assert(
    fc.property(nasty, value => {
      for (const line of [quote(value), `a ${quote(value)} b`]) {
        const words = tokenise(line).filter(({ text, quoted }) => quoted || !['a', 'b'].includes(text))
        expect(words).toHaveLength(['a', 'b'].includes(value) ? words.length : 1)
      }
      const [word] = tokenise(`key:${quote(value)} b`)
      expect(word?.key).toBe('key')
      const [alone] = tokenise(`${quote(value)} b`)
      expect(alone?.key).toBeNull()
      const unholdable = /["“”]\s/.test(value) && value.includes('»') && value.includes('`')
      if (!unholdable) expect([alone?.text, word?.text]).toEqual([value, value])
    }),
    { numRuns: 500 },
  )
})

test.each(['5" nail', 'a” b', 'Bob "the lamp" Ross', "O'Brien", 'C: drive', '', ' ', 'tail"', '"', '” « '])(
  'quote(%j) reads back the same',
  value => expect(texts(`${quote(value)} x`)).toEqual([value, 'x']),
)
