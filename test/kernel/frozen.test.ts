import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { liveness } from '../../src/kernel/ground/is-alive.ts'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { onPostgres, room } from '../stage/kernel/small-house.ts'
import { child } from './child.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterAll(() => database.close())

test.runIf(onPostgres)(
  'a process that froze in a transaction stops nobody else, and lives on when it thaws',
  async () => {
    const { db } = database
    await room(db, 'orders')
    const { process: frozen } = await child('hold-row.ts', database.url ?? '')
    let said = ''
    frozen.stdout?.on('data', chunk => {
      said += chunk
    })
    frozen.kill('SIGSTOP')
    await db.update(rooms).set({ name: 'by the other' })
    frozen.kill('SIGCONT')
    const [code] = await once(frozen, 'exit')
    expect([said.trim(), code]).toEqual(['done after 2, and alive', 0])
  },
)

test.runIf(onPostgres)(
  'while every connection is taken the database is not said to be alive, and after that it is',
  async () => {
    const { db } = database
    const alive = liveness(db, 100)
    expect(await alive()).toBe(true)
    const { promise: free, resolve: release } = Promise.withResolvers<void>()
    const holding = Array.from({ length: 10 }, () =>
      db.transaction(async tx => {
        await tx.select().from(rooms)
        await free
      }),
    )
    await expect.poll(alive).toBe(false)
    release()
    await Promise.all(holding)
    await expect.poll(alive).toBe(true)
  },
)

test('a database that is gone is not alive', async () => {
  const gone = await testDatabase()
  const alive = liveness(gone.db, 60_000)
  expect(await alive()).toBe(true)
  await gone.close()
  expect(await alive()).toBe(false)
})
