import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { imports } from './reach.ts'

/** Names the tests near what differs from a commit (HEAD, if none is named): those of the same room, or that import it. */
const base = process.argv[2] ?? 'HEAD'
const git = (...words: readonly string[]) => execFileSync('git', words, { encoding: 'utf8' }).split('\n')
const changed = new Set([...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')])
const rooms = new Set([...changed].map(path => /^src\/(?:integrations\/)?([^/]+)\//.exec(path)?.[1]))

for (const test of globSync('test/**/*.test.ts', { exclude: ['test/browser/**'] }))
  if (changed.has(test) || rooms.has(test.split('/')[1]) || imports(test).some(path => changed.has(path)))
    process.stdout.write(`${test}\n`)
