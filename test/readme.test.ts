import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rewrite } from '../src/manual.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

test('the README lists every command and setting as the code has them', () => {
  expect(readme).toBe(rewrite(readme))
})

test('the README opens with the two commands, and they are scripts', async () => {
  const [first = ''] = readme.split('\n## ')
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  expect(first).toContain('npm ci && npm start')
  expect(first).toContain('npm ci && npm test')
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
})

test('every npm script that the README names exists', async () => {
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name)
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
})
