import { expect, onTestFinished, test } from 'vitest'
import { budgets } from '../src/cases/tables.ts'
import { digests } from '../src/digests/tables.ts'
import { openLog } from '../src/kernel/ground/log.ts'
import { deliveries, pings } from '../src/kernel/ground/tables.ts'
import { startSchedule } from '../src/schedule.ts'
import { aClock } from './stage/a-stopped-clock.ts'

const clock = aClock()

test('what fell due while nothing ran is noticed as soon as a process starts, without waiting for a tick', async () => {
  await clock.forward('1042', 'BOWL')
  clock.wait(24 * 7)
  const { ask } = clock.restart()
  const { database, now } = clock
  const failures: string[] = []
  const stop = startSchedule({
    ...{ ask, database, now, embedded: false, log: openLog('silent') },
    failed: job => void failures.push(job),
  })
  onTestFinished(stop)
  await expect
    .poll(() => clock.told().then(told => told.map(({ rule }) => rule)), { timeout: 30_000 })
    .toContain('ship')
  await stop()
  expect(failures).toEqual([])
})

test('what is asked for in batches is understood in batches, by each that the clock asks', async () => {
  const { ask } = clock.restart()
  const { database, now } = clock
  const [asked, broke] = [new Set<string>(), [] as string[]]
  const heard: typeof ask = async (name, ...rest) => {
    try {
      return await ask(name, ...rest)
    } catch (error) {
      broke.push(`${name}: ${error}`)
      throw error
    } finally {
      asked.add(name)
    }
  }
  const log = openLog('silent')
  const stop = startSchedule({ ask: heard, database, now, embedded: false, log, failed: () => {} })
  onTestFinished(stop)
  await expect.poll(() => asked.has('late.sweep') && asked.has('customer.sweep'), { timeout: 30_000 }).toBe(true)
  await stop()
  expect(broke).toEqual([])
})

test('a shop that is off at night is tidied when it starts: what was counted long ago is forgotten, what counts is kept', async () => {
  const { database, now } = clock
  const { db } = database
  const roomId = crypto.randomUUID()
  for (const days of [40, 1]) {
    const at = new Date(now().getTime() - days * 86_400_000)
    const day = at.toISOString().slice(0, 10)
    await db.insert(pings).values({ chat: 'memory', user: 'mei', day, name: 'Mei' })
    await db.insert(budgets).values({ room: 'staff', windowAt: at, notified: 3 })
    await db.insert(digests).values({ roomId, day, madeAt: at })
  }
  const failures: string[] = []
  const stop = startSchedule({
    ...{ ask: async () => ({ text: '', outcome: 'done' }), database, now, embedded: false, log: openLog('silent') },
    failed: job => void failures.push(job),
  })
  onTestFinished(stop)
  for (const table of [budgets, digests, pings]) await expect.poll(() => db.$count(table), { timeout: 30_000 }).toBe(1)
  expect((await db.select().from(pings)).map(({ day }) => day)).toEqual(['2026-11-01'])
  await stop()
  expect(failures).toEqual([])
})

test('a clock that is a year ahead for a moment forgets nothing: what was heard before is not heard a second time', async () => {
  const { database, now } = clock
  const { db } = database
  const at = new Date()
  await db.insert(deliveries).values({ source: 'shopify', key: 'b54557e4', receivedAt: at })
  await db.insert(deliveries).values({ source: 'shopify', key: 'old', receivedAt: new Date(0) })
  const ahead = () => new Date(now().getTime() + 366 * 86_400_000)
  const stop = startSchedule({
    ...{ ask: async () => ({ text: '', outcome: 'done' }), database, embedded: false, log: openLog('silent') },
    ...{ now: ahead, failed: () => {} },
  })
  onTestFinished(stop)
  await expect.poll(() => db.select({ key: deliveries.key }).from(deliveries)).toEqual([{ key: 'b54557e4' }])
  await stop()
})
