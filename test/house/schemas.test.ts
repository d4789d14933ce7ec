import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('a schema is made once, as its module loads: to make one for each delivery takes longer than to read it', () => {
  const made = /\bz\s*\.\w+\((?:[^()]|\([^()]*\))*\)(?:\s*\.\w+\([^()]*\))*\s*\.(?:safeParse|parse)\(/
  const within = /^[ \t]+(?:const|let) [A-Z]\w* =\s+z\s*\./m
  const files = globSync('src/**/*.ts')
  expect(files.length).toBeGreaterThan(500)
  expect(
    files.filter(file => {
      const text = readFileSync(file, 'utf8')
      return made.test(text) || within.test(text)
    }),
  ).toEqual([])
})
