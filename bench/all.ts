import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { writePage } from './write-page.ts'

// Every bench one after another, in sizes that together take under ten minutes: what docs/benchmarks.md holds.
// npm run bench                    (embedded; on PostgreSQL when DATABASE_URL names a server)
// npm run bench -- --write         and writes the page from it
// npm run bench -- --node-red /path/to/red.js      and measures Node-RED as well
const { values } = parseArgs({ options: { write: { type: 'boolean' }, 'node-red': { type: 'string' } } })
const nodeRed = values['node-red'] ? ['--node-red', values['node-red']] : []
const RUNS = [
  ['acts', '1000'],
  ['acts', '100000'],
  ['many', '300'],
  ['pace', '150'],
  ['reads', '100000'],
  ['sweep', '100000', '3'],
  ['parcels', '100000'],
  ['slack-ack', '50', '5'],
  ['import', '5000'],
  ['write-back', '60', '30'],
]

let log = ''
function say(said: string): void {
  process.stdout.write(said)
  log += said
}

let failed = 0
for (const [name, ...sizes] of RUNS) {
  say(`\n== ${name} ${sizes.join(' ')}\n`)
  const run = spawn(process.execPath, [`bench/${name}.ts`, ...sizes, ...(name === 'acts' ? nodeRed : [])], {
    stdio: ['inherit', 'pipe', 'inherit'],
  })
  const [said, [code]] = await Promise.all([text(run.stdout), once(run, 'exit')])
  say(said)
  if (code !== 0) failed += 1
}
process.exitCode = failed > 0 ? 1 : 0
if (values.write && failed === 0) await writePage(log)
