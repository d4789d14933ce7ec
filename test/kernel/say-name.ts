import { nameProcess } from '../../src/kernel/ground/whereabouts.ts'

// Says what it is called, and lives until it is killed.
process.stdout.write(`${nameProcess()}\n`)
setInterval(() => {}, 1_000)
