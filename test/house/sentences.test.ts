import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isSentence, proseOf } from './prose.ts'

/** Style sheets, selectors, code that is built and GraphQL have spaces too. */
const CODE =
  /^src\/(build\.ts|exports\/style\.ts|integrations\/console\/assets\.ts|integrations\/shopify\/admin\/documents\/.*)$/
const SELECTOR = /^\s*[.:#>[@]/

/** The folder that a sentence belongs to: a noun, a system, or the files at the top. */
function ownerOf(file: string): string {
  const [, system] = /^src\/integrations\/([^/]+)\//.exec(file) ?? []
  const [, noun] = /^src\/([^/]+)\//.exec(file) ?? []
  return system ?? noun ?? 'start'
}

/** The sentences of each folder, sorted: what stands in its golden file. */
function sentencesByFolder(): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>()
  for (const file of globSync('src/**/*.{ts,js}').filter(one => !CODE.test(one))) {
    const owner = ownerOf(file)
    const sentences = folders.get(owner) ?? new Set()
    folders.set(owner, sentences)
    for (const one of proseOf(file).literals) {
      if (isSentence(one) && !SELECTOR.test(one.text)) sentences.add(one.text.replaceAll(/\s+/g, ' ').trim())
    }
  }
  return folders
}

const folders = [...sentencesByFolder()].filter(([, sentences]) => sentences.size > 0)

// A new wording is reviewed here, in one place: `npm test -- test/house/sentences -u` writes it down.
test.each(folders)('%s says these sentences, and no others by accident', async (owner, sentences) => {
  await expect(`${[...sentences].sort().join('\n')}\n`).toMatchFileSnapshot(`sentences/${owner}.txt`)
})

test('no folder that is gone keeps its file', () => {
  const files = globSync('test/house/sentences/*.txt').map(file => file.replace(/^.*\/(.*)\.txt$/, '$1'))
  expect(files.filter(file => !folders.some(([owner]) => owner === file))).toEqual([])
})
