import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { PAGES, rewrite } from '../src/manual.ts'
import { anchorsOf, linksIn, prose } from './links.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = (await readdir(join(root, 'docs'))).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)
const paths = ['README.md', 'CHANGELOG.md', ...docs]
const texts = new Map(
  await Promise.all(paths.map(async path => [path, await readFile(join(root, path), 'utf8')] as const)),
)
const textOf = (path: string) => texts.get(path) ?? ''
const pages = paths.filter(path => path !== 'CHANGELOG.md')
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

/** Where a relative link of a page leads: a file of the project, and the anchor in it, if any. */
function target(page: string, link: string): { file: string; anchor: string | undefined } {
  const [path, anchor] = link.split('#')
  return { file: path ? posix.join(posix.dirname(page), path) : page, anchor }
}

test.each(Object.keys(PAGES))('%s lists what the code has', page => {
  expect(textOf(page)).toBe(rewrite(page, textOf(page)))
})

test('the README is one page, and opens with the two commands, which are scripts', () => {
  const [first = ''] = textOf('README.md').split('\n## ')
  expect(Buffer.byteLength(textOf('README.md'))).toBeLessThanOrEqual(8_192)
  expect(
    /```sh\n([\s\S]*?)```/
      .exec(first)?.[1]
      ?.split('\n')
      .map(line => line.split('#')[0]?.trim()),
  ).toEqual(['npm ci && npm start', 'npm ci && npm test', ''])
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
})

test.each(paths)('every link in %s leads to a file and a heading that exist', page => {
  const dead = linksIn(textOf(page)).filter(link => {
    const { file, anchor } = target(page, link)
    if (!existsSync(join(root, file))) return true
    return anchor !== undefined && !anchorsOf(textOf(file)).has(anchor)
  })
  expect(dead).toEqual([])
})

test('the README leads to the index, and the index to every page', () => {
  const linked = new Set(linksIn(textOf('docs/README.md')).map(link => target('docs/README.md', link).file))
  expect(linksIn(textOf('README.md'))).toContain('docs/README.md')
  expect(docs.filter(page => page !== 'docs/README.md' && !linked.has(page))).toEqual([])
})

describe.each(pages)('%s', page => {
  const text = textOf(page)

  test('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })

  test('names only commands that exist', () => {
    const known = new Set(
      textOf('docs/commands.md')
        .match(/^\| `\/[a-z]+ [a-z-]+/gm)
        ?.map(row => row.slice(3)),
    )
    const named = [...text.matchAll(/(?<=[`"]|^)(?:@waybill |\/)([a-z]+ [a-z-]+)/gm)].map(([, name]) => `/${name}`)
    expect(named.filter(name => !known.has(name))).toEqual([])
  })

  test('names only settings that exist', () => {
    // What begins with WAYBILL_ is for the tests alone.
    const known = new Set(textOf('docs/settings.md').match(/(?<=^\| `)[A-Z_]+/gm))
    const named = [...text.matchAll(/`([A-Z]+_[A-Z_]+|TZ|HOST|PORT|CONSOLE|BRIDGE)(?:=[^`]*)?`/g)].map(
      ([, name]) => name,
    )
    expect(named.filter(name => name !== undefined && !known.has(name) && !name.startsWith('WAYBILL_'))).toEqual([])
  })

  test('is written in plain English', () => {
    const odd =
      /\b(anew|mend\w*|beside|bears?|ceases?|shall|whoever|whatever|told|stands for)\b|\bof it[.,;:]|\bis no (?!longer)/gi
    expect(prose(text).match(odd) ?? []).toEqual([])
  })
})
