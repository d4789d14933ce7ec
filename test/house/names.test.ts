import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const EXPORTED = /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm

/** What integrations export from files of one name is one job, done once for each system: the files have one shape. */
const jobOf = (file: string) => file.replace(/^src\/integrations\/[^/]+\//, 'src/integrations/*/')

test('no two files export one name for two things, so that a search finds the one that is meant', () => {
  const files = new Map<string, Set<string>>()
  for (const file of globSync('src/**/*.ts'))
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(EXPORTED))
      files.set(name, (files.get(name) ?? new Set()).add(jobOf(file)))
  const shared = [...files]
    .filter(([, jobs]) => jobs.size > 1)
    .map(([name, jobs]) => `${name}: ${[...jobs].join(', ')}`)
  expect(files.size).toBeGreaterThan(500)
  expect(shared).toEqual([])
})
