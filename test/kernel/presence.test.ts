import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim } from '../../src/kernel/carrying/claim.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { type Heart, startHeart } from '../../src/kernel/ground/heart.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'
import { rowsOf } from '../../src/kernel/ground/rows-of.ts'
import { lanes } from '../../src/kernel/ground/tables.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { aCard, key, onPostgres, put, room } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'
import { child } from './child.ts'

let database: TestDatabase
let heart: Heart
let deaths: number
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.empty()
  deaths = 0
  await put(database.db, key('a'), [await room(database.db, 'orders')], aCard({ summary: 'a' }))
  heart = await beating(database)
})
afterAll(() => database.close())

async function beating({ db, presence = null }: Database): Promise<Heart> {
  const one = await startHeart({ db, log: openLog('silent'), presence })
  one.onDeath(() => {
    deaths += 1
  })
  return one
}

/** A process that has claimed the room and does no more. */
const claimer = () => child('hold-lane.ts', database.url ?? '')
const claimed = async () => (await claim(database.db)).claimed.length
/** By the database's own clock, ms. */
const leasedFor = async () => {
  const found = await database.db.execute(
    sql`select extract(epoch from ${lanes.leaseUntil} - now()) * 1000 as left from ${lanes}`,
  )
  return Number(rowsOf(found)[0]?.left)
}

test.runIf(onPostgres)('what a killed process held is free as soon as the server sees that it is gone', async () => {
  const { process: killed } = await claimer()
  expect(await claimed()).toBe(0)
  killed.kill('SIGKILL')
  await until(() => deaths > 0)
  // Long before its lease ends, and before its last beat does.
  expect(await leasedFor()).toBeGreaterThan(20_000)
  expect(await claimed()).toBe(1)
  await heart.stop()
})

test.runIf(onPostgres)(
  'one that was killed before we began is known to be gone by the machine that it ran on',
  async () => {
    const { process: killed } = await claimer()
    await heart.stop()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const late = await openPostgres(database.url ?? '', { migrates: false })
    await late.listen(() => {})
    heart = await beating(late)
    await until(() => deaths > 0)
    expect(await leasedFor()).toBeGreaterThan(20_000)
    expect(await claimed()).toBe(1)
    await heart.stop()
    await late.close()
  },
)

test.runIf(onPostgres)('a frozen process is waited for, as is one whose session ended along with ours', async () => {
  const { process: frozen } = await claimer()
  frozen.kill('SIGSTOP')
  await setTimeout(4_500)
  expect([deaths, await claimed()]).toEqual([0, 0])
  // A failover: who cannot say that it lives may live all the same.
  await database.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await setTimeout(1_500)
  expect([deaths, await claimed()]).toEqual([0, 0])
  frozen.kill('SIGKILL')
  await once(frozen, 'exit')
  await heart.stop()
})
