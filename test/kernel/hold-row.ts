import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { transact } from '../../src/kernel/ground/db.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'

// Changes a room and stays within the transaction for a while; says how that ended, and whether its connections serve still.
const { db, close } = await openPostgres(process.argv[2] ?? '')
let tries = 0
const ended = await transact(db, async tx => {
  await tx.update(rooms).set({ name: 'by the frozen one' })
  tries += 1
  if (tries === 1) {
    process.stdout.write('held\n')
    await setTimeout(1_000)
  }
  await tx.execute(sql`select 1`)
}).then(
  () => 'done',
  () => 'undone',
)
await Promise.all(Array.from({ length: 20 }, () => db.execute(sql`select pg_sleep(0.01)`)))
process.stdout.write(`${ended} after ${tries}, and alive\n`)
await close()
