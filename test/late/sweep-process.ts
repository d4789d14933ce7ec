import { parseArgs } from 'node:util'
import { openHouse } from '../../src/house.ts'
import type { Ask } from '../../src/kernel/asking/command.ts'
import { runInBatches } from '../../src/kernel/carrying/run-in-batches.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { open } from '../../src/kernel/ground/open.ts'

/** A process that looks for what is due and says `batch` for each that was committed, to be killed in the midst of it. */
const { values } = parseArgs({
  options: { url: { type: 'string' }, folder: { type: 'string' }, now: { type: 'string' } },
})
const now = new Date(values.now ?? '')
const database = await open({ url: values.url ?? null, folder: values.folder ?? null })
const house = openHouse({ database, log: openLog('silent'), counted: () => {}, now: () => now })
const ask: Ask = async (...asked) => {
  const outcome = await house.ask(...asked)
  process.stdout.write('batch\n')
  return outcome
}
await runInBatches(ask, 'late.sweep', new AbortController().signal, error => {
  throw error
})
await database.close()
