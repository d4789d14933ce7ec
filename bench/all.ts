import { spawn } from 'node:child_process'
import { once } from 'node:events'

// Every bench one after another, in sizes that together take under ten minutes: what docs/benchmarks.md holds.
// npm run bench                    (embedded; on PostgreSQL when DATABASE_URL names a server)
const RUNS = [
  ['acts', '1000'],
  ['acts', '100000'],
  ['pace', '150'],
  ['reads', '100000'],
  ['sweep', '100000', '3'],
  ['slack-ack', '50', '5'],
  ['import', '5000'],
  ['write-back', '60', '30'],
]

let failed = 0
for (const [name, ...sizes] of RUNS) {
  console.log(`\n== ${name} ${sizes.join(' ')}`)
  const run = spawn(process.execPath, [`bench/${name}.ts`, ...sizes], { stdio: 'inherit' })
  const [code] = await once(run, 'exit')
  if (code !== 0) failed += 1
}
process.exitCode = failed > 0 ? 1 : 0
