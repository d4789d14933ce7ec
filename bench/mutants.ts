import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { imports, reaches } from '../test/reach.ts'
import { mutationsOf } from './mutants/mutations.ts'

// How many small faults in the rules of money, pieces, clocks and sides the tests near them notice, and which survive.
// npm run bench:mutants                                     (all rules; minutes)
// npm run bench:mutants -- src/late/notice.ts               (one file, with the pure tests that import it)
// npm run bench:mutants -- src/cases/find-refunds.ts test/cases/left-to-refund.test.ts   (with these tests, of any kind)
// --minutes 6 ends it, --apart 4 takes every fourth fault.
const RULES = [
  ...['ledger', 'rest-of-pieces', 'same-refund', 'deadline', 'escalation', 'read-until'].map(
    one => `src/cases/${one}.ts`,
  ),
  ...['money', 'amount'].map(one => `src/kernel/words/${one}.ts`),
  ...['still-wanted', 'purchase-order', 'due-times', 'split', 'is-asked'].map(one => `src/purchase-orders/${one}.ts`),
  ...['notice', 'verdict', 'rules'].map(one => `src/late/${one}.ts`),
  ...['calendar', 'hours', 'allowance', 'week', 'wall-clock', 'who-speaks'].map(one => `src/suppliers/${one}.ts`),
  ...['src/shipments/pieces.ts', 'src/kernel/asking/board.ts', 'src/complaints/claim.ts', 'src/orders/gate.ts'],
  ...['return', 'returnable', 'inspection', 'ledgers-agree'].map(one => `src/returns/${one}.ts`),
]
/** A fault that makes the rules go on for ever is noticed: no run of one is as long. */
const HANGS = 90_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '60' }, apart: { type: 'string', default: '1' } },
})
const end = performance.now() + Number(values.minutes) * 60_000
const isTest = (file: string) => file.endsWith('.test.ts')
const files = positionals.filter(file => !isTest(file))
const total = { noticed: 0, survived: 0 }
for (const file of files.length > 0 ? files : RULES) await measure(file)
const all = total.noticed + total.survived
console.log(`${total.noticed} of ${all} faults noticed (${all === 0 ? 0 : Math.round((100 * total.noticed) / all)} %)`)

async function measure(file: string): Promise<void> {
  const tests = positionals.some(isTest) ? positionals.filter(isTest) : testsOf(file)
  if (tests.length === 0) return console.log(`${file}: no pure test imports it`)
  if (performance.now() > end) return console.log(`${file}: no time left`)
  const mutations = mutationsOf(readFileSync(file, 'utf8'))
  const results = new Map<number, string>()
  for (let from = -1; from < mutations.length && performance.now() < end; ) from = await run(file, from, tests, results)
  if (results.get(-1) === 'noticed') return console.log(`${file}: its tests fail without a fault`)
  results.delete(-1)
  const survivors = mutations.filter((_, index) => results.get(index) === 'survived')
  total.survived += survivors.length
  total.noticed += results.size - survivors.length
  console.log(`${file}: ${results.size - survivors.length} of ${results.size} noticed`)
  for (const { line, was, text } of survivors) console.log(`  ${file}:${line}  ${short(was)}  →  ${short(text)}`)
}

/** Runs faults from an index on in a process of its own; which index is the next, where one hung. */
function run(file: string, from: number, tests: readonly string[], results: Map<number, string>): Promise<number> {
  const script = ['bench/mutants/run-file.ts', file, String(from), values.apart, ...tests]
  const child = spawn(process.execPath, script, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const step = (index: number) => (index < 0 ? index + 1 : index + Number(values.apart))
  let [next, over] = [from, false]
  // Its workers with it: one that is in an endless loop hears nothing else.
  const kill = () => process.kill(-(child.pid ?? 0), 'SIGKILL')
  const hangs = () => {
    results.set(next, 'noticed')
    next = step(next)
    kill()
  }
  let timer = setTimeout(hangs, HANGS)
  createInterface(child.stdout).on('line', line => {
    const [, index = '', result = ''] = /^(-?\d+) (noticed|survived)$/.exec(line) ?? []
    if (over || !index) return
    results.set(Number(index), result)
    next = step(Number(index))
    clearTimeout(timer)
    timer = setTimeout(hangs, HANGS)
    over = performance.now() > end || (index === '-1' && result === 'noticed')
    if (over) kill()
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      clearTimeout(timer)
      if (code) reject(new Error(`the run of ${file} ended with ${code}`))
      else resolve(over || code === 0 ? Number.POSITIVE_INFINITY : next)
    })
  })
}

/** The pure tests that import a file themselves, or one that does. */
function testsOf(file: string): readonly string[] {
  const near = (test: string) => [test, ...imports(test)].some(one => imports(one).includes(file))
  const pure = (test: string) => !reaches(test, /(database|pglite|postgres)\.ts$/)
  return globSync('test/**/*.test.ts', { exclude: ['test/browser/**'] }).filter(test => near(test) && pure(test))
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 70 ? `${line.slice(0, 70)}…` : line
}
