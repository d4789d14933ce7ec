import { monitorEventLoopDelay } from 'node:perf_hooks'
import { csvImporter } from '../src/integrations/csv/importer.ts'
import type { Actor } from '../src/kernel/shapes/actor.ts'
import { exportOf, first, next } from '../test/csv/exports.ts'

// Reading alone: how long a large export takes, how much memory, and how long it keeps everything else waiting.
// npm exec node -- bench/import.ts 50000
const rows = Number(process.argv[2] ?? 50_000)
const staff: Actor = { side: 'staff', chat: 'bench', user: 'u', name: 'Bench', roomId: null }
const file = exportOf(
  Array.from({ length: rows }, (_, index) => {
    const order = Math.floor(index / 2)
    return index % 2 === 0 ? first({ Name: `#${order}`, Id: `${10_000_000 + order}` }) : next({ Name: `#${order}` })
  }),
)
const importer = csvImporter({ ask: async () => ({ text: '', outcome: 'received' }) })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

for (const what of ['preview', 'run'] as const) {
  delay.reset()
  const began = performance.now()
  const got =
    what === 'run'
      ? await importer.run({ bytes: file, store: 'Bench' }, staff, () => {})
      : await importer.preview({ bytes: file, store: 'Bench' })
  const seconds = ((performance.now() - began) / 1000).toFixed(2)
  const [wait, memory] = [delay.max / 1e6, process.memoryUsage().rss / 2 ** 20].map(Math.round)
  const came = 'received' in got ? got.received : got.orders
  console.log(`${what}: ${rows} rows, ${came} orders, ${seconds} s, longest wait ${wait} ms, ${memory} MB resident`)
}
