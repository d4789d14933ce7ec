import { type AddressInfo, connect, createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { testDatabase } from '../stage/database.ts'
import { onPostgres } from '../stage/kernel/small-house.ts'

test.runIf(onPostgres)('people wait for the begin of a transaction together with its first statement', async () => {
  const database = await testDatabase()
  const wire = await countedWire(database.url ?? '')
  const own = await openPostgres(wire.url, { migrates: false })
  const work = () =>
    own.db.transaction(async tx => {
      await tx.execute(sql`select 1`)
      await Promise.all([tx.execute(sql`select 2`), tx.execute(sql`select 3`)])
    })
  await work()
  const before = wire.turns()
  await work()
  // The first statement, the two that don't wait for each other, the commit.
  expect(wire.turns() - before).toBe(3)
  await own.close()
  wire.close()
  await database.close()
})

/** A way to a server, and how often on all of its connections somebody spoke after the server had. */
async function countedWire(url: string): Promise<{ url: string; turns(): number; close(): void }> {
  const { hostname, port } = new URL(url)
  let turns = 0
  const server = createServer(near => {
    const far = connect(Number(port || 5432), hostname)
    for (const one of [near, far]) one.on('error', () => {}).setNoDelay(true)
    let hasAnswered = true
    near.on('data', bytes => {
      if (hasAnswered) turns += 1
      hasAnswered = false
      far.write(bytes)
    })
    far.on('data', bytes => {
      hasAnswered = true
      near.write(bytes)
    })
    far.on('close', () => near.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href,
    turns: () => turns,
    close: () => void server.close(),
  }
}
