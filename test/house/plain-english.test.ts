import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isSentence, proseOf } from './prose.ts'

/** What a native-speaking colleague would not write, each with what to write instead. */
const STIFF: [RegExp, string][] = [
  [/\banew\b/i, 'again, or restart'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bbeside\b/i, 'next to, or along with'],
  [/\bbears?\b/i, 'has'],
  [/\bceases?\b/i, 'stops'],
  [/\bshall\b/i, 'should, or will'],
  [/\bwhoever\b/i, 'the person who, or everybody who'],
  [/(^|[.:;] )whatever\b|, whatever\b/i, 'no matter what, or any'],
  [/\btold\b/i, 'notified, reported or sent'],
  [/\bstands? for\b/i, 'means, or is'],
  [/(?<!all|part|some|none|because|instead) of it([.;]|$)/i, 'about it, or its'],
  [/(?<!\bthere) is no (?!longer\b|more\b)[a-z]/i, 'isn’t a'],
]

/** Each stiff word of a text, with what to write instead; names in the code are skipped. */
function stiffIn(text: string): string[] {
  const words = text.replaceAll(/`[^`]*`|@param \w+/g, '')
  return STIFF.flatMap(([pattern, better]) => {
    const found = pattern.exec(words)
    return found ? [`“${found[0].trim()}” (write ${better})`] : []
  })
}

test('literals and comments are in the English of a native-speaking colleague', () => {
  const found: string[] = []
  let read = 0
  for (const file of globSync('src/**/*.{ts,js}').sort()) {
    const { literals, comments } = proseOf(file)
    for (const { line, text } of [...literals.filter(isSentence), ...comments]) {
      read++
      for (const stiff of stiffIn(text)) found.push(`${file}:${line} ${stiff}: ${text}`)
    }
  }
  expect(read).toBeGreaterThan(3_000)
  expect(found).toEqual([])
})

test('so are the docs', () => {
  const found = ['README.md', ...globSync('docs/*.md').sort()].flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, at) => stiffIn(text).map(stiff => `${file}:${at + 1} ${stiff}: ${text}`)),
  )
  expect(found).toEqual([])
})

test.each([
  ['HOST is wrong. Mend it.', 'fix'],
  ['“x” is no day.', 'isn’t a'],
  ['The staff have been told.', 'notified'],
  ['Say what became of it.', 'about it'],
])('%s is found', (text, better) => {
  expect(stiffIn(text).join()).toContain(better)
})

test.each(['There is no case L7 here.', 'It is no longer expected.', 'Send all of it.', 'Choose whatever you like.'])(
  '%s may be written',
  text => {
    expect(stiffIn(text)).toEqual([])
  },
)
