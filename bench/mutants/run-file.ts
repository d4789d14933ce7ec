import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createVitest } from 'vitest/node'
import { database } from '../../vitest.config.ts'
import { mutationsOf } from './mutations.ts'

// One process of mutants.ts: runs the tests once for each fault of a file, and prints a line for each: its index, and
// whether a test failed. Index -1 is the file as it is. Arguments: the file, the first index, how many apart, the tests.
const [file = '', from = '0', apart = '1', ...tests] = process.argv.slice(2)
const path = resolve(file)
const source = readFileSync(path, 'utf8')
const mutations = mutationsOf(source)
let mutant = source

const plugin = {
  name: 'mutant',
  enforce: 'pre' as const,
  transform: (_: string, id: string) => (id === path ? { code: mutant, map: null } : null),
}
const options = {
  // A cache on disk would hand out the file as it is, or keep a fault for other runs.
  fsModuleCache: false,
  ...{ config: false as const, watch: false, include: tests, bail: 1, maxWorkers: 1, isolate: false, reporters: [] },
  // A fault that never ends may take all memory before the time is up.
  execArgv: ['--max-old-space-size=700'],
  ...{ ...database, testTimeout: 30_000, hookTimeout: 60_000 },
}
const vitest = await createVitest(options, { plugins: [plugin], logLevel: 'silent' })
for (let index = Number(from); index < mutations.length; index += index < 0 ? 1 : Number(apart)) {
  const one = mutations[index]
  mutant = one ? source.slice(0, one.start) + one.text + source.slice(one.end) : source
  vitest.invalidateFile(path)
  const specifications = await vitest.globTestSpecifications()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
  const failed = unhandledErrors.length > 0 || testModules.some(one => one.state() === 'failed')
  process.stdout.write(`${index} ${failed ? 'noticed' : 'survived'}\n`)
}
await vitest.close()
// Tests that fail are what is asked for here.
process.exit(0)
