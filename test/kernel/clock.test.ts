import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { claimTick, forgetTicksAhead } from '../../src/kernel/carrying/claim-tick.ts'
import { type Job, startClock } from '../../src/kernel/carrying/clock.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openMetrics } from '../../src/kernel/ground/metrics.ts'
import { cronRuns } from '../../src/kernel/ground/tables.ts'
import { tidy } from '../../src/kernel/ground/tidy.ts'
import { type TestDatabase, testDatabase } from '../stage/database.ts'
import { onPostgres } from '../stage/kernel/small-house.ts'
import { until } from '../stage/until.ts'

const MINUTE = 60_000
const STEP = 5_000
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => database.empty())
afterEach(() => void vi.useRealTimers())
afterAll(() => database.close())

const silent = openLog('silent')
const start = (jobs: readonly Job[], log = silent, failed: (job: string) => void = () => {}) => {
  const stop = startClock(jobs, { db: database.db, log, failed })
  onTestFinished(stop)
  return stop
}
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

/** The clock on the wall: it stands still but for the minutes that are let pass. */
function wall(at: string) {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    now: new Date(at),
  })
  // In steps that the database can follow: its pool's own patience, ten seconds, runs by the same clock.
  const pass = async () => {
    for (let step = 0; step < MINUTE / STEP; step += 1) {
      await vi.advanceTimersByTimeAsync(STEP)
      await database.db.execute(sql`select 1`)
      await settled()
    }
  }
  return {
    pass,
    /** Lets so many minutes pass, at most, until it holds; each takes effect before the next. */
    async until(holds: () => boolean, most: number) {
      for (let minute = 0; minute < most && !holds(); minute += 1) {
        await pass()
        const began = performance.now()
        while (!holds() && performance.now() - began < 2_000) await settled()
      }
      expect(holds()).toBe(true)
    },
  }
}

/** A job of each minute that counts its runs. */
function counting(more: Partial<Job> = {}): Job & { runs: number } {
  const job: Job & { runs: number } = {
    name: 'each minute',
    when: '* * * * *',
    runs: 0,
    async run() {
      job.runs += 1
    },
    ...more,
  }
  return job
}

test('of several processes one runs each tick, and all ticks are run', async () => {
  const runs: string[] = []
  for (const who of ['a', 'b', 'c'])
    start([{ name: 'often', when: '* * * * * *', run: async () => void runs.push(who) }])
  await until(() => runs.length >= 3)
  const ticks = (await database.db.select().from(cronRuns)).map(({ tick }) => tick)
  expect(ticks.every(tick => tick.startsWith('often:'))).toBe(true)
  expect(Math.abs(ticks.length - runs.length)).toBeLessThan(2)
})

test('a tick is taken once, and again only when its taker has long been gone', async () => {
  const { db } = database
  const took = await Promise.all([1, 2, 3, 4].map(() => claimTick(db, 'sweep:12:00')))
  expect(took.filter(Boolean)).toHaveLength(1)
  expect(await claimTick(db, 'sweep:12:01')).toBe(true)
  // A process whose clock was an hour ahead took the tick that comes only now.
  await db.update(cronRuns).set({ takenAt: sql`now() - interval '1 hour'` })
  expect(await claimTick(db, 'sweep:12:00')).toBe(true)
  expect(await claimTick(db, 'sweep:12:00')).toBe(false)
})

test('the ticks of a time that comes again are free again', async () => {
  const { db } = database
  await claimTick(db, 'sweep:12:00')
  await db.update(cronRuns).set({ takenAt: sql`now() + interval '1 hour'` })
  await claimTick(db, 'sweep:11:00')
  await forgetTicksAhead(db)
  expect([await claimTick(db, 'sweep:12:00'), await claimTick(db, 'sweep:11:00')]).toEqual([true, false])
})

test('the nightly tidying forgets the ticks of the day before yesterday', async () => {
  const { db } = database
  await claimTick(db, 'sweep:12:00')
  // PostgreSQL has a clock of its own, which no test moves.
  const [{ takenAt }] = (await db.select().from(cronRuns)) as [typeof cronRuns.$inferSelect]
  await tidy(db, takenAt, !onPostgres)
  expect(await db.$count(cronRuns)).toBe(1)
  await tidy(db, new Date(takenAt.getTime() + 25 * 60 * MINUTE), !onPostgres)
  expect(await db.$count(cronRuns)).toBe(0)
})

test('a clock put back by a week does not rest for a week', async () => {
  const clock = wall('2026-11-23T12:00:30Z')
  const job = counting()
  start([job])
  await clock.until(() => job.runs === 2, 4)
  vi.setSystemTime(new Date('2026-11-16T12:00:30Z'))
  await clock.until(() => job.runs >= 4, 6)
})

test('a clock put on by a week goes on at once, and the week’s ticks are not run', async () => {
  const clock = wall('2026-11-23T12:00:30Z')
  const job = counting()
  start([job])
  await clock.until(() => job.runs === 2, 4)
  vi.setSystemTime(new Date('2026-11-30T12:00:30Z'))
  await clock.until(() => job.runs >= 4, 6)
  expect(job.runs).toBeLessThan(10)
})

test('a server whose hour comes twice in autumn has its ticks both times', async () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  onTestFinished(() => void vi.unstubAllEnvs())
  const clock = wall('2026-10-25T00:58:30Z')
  const job = counting()
  start([job])
  await clock.until(() => job.runs === 3, 4)
})

test('what fails is logged without what people typed, counted, and run again at the next tick', async () => {
  const clock = wall('2026-11-23T12:00:30Z')
  const written: string[] = []
  const metrics = openMetrics()
  const works = counting({ name: 'works' })
  const breaks = counting({
    name: 'breaks',
    run: async () => void (await database.db.execute(sql`select ${'Zoë Lindqvist'}::int`)),
  })
  start([breaks, works], openLog('debug', { write: line => void written.push(line) }), metrics.failed)
  const failures = () => written.filter(line => line.includes('a job of the clock failed'))
  await clock.until(() => failures().length === 2 && works.runs >= 2, 6)
  expect(written.join()).not.toContain('Zoë')
  expect(await metrics.text()).toContain('waybill_job_failures_total{job="breaks"} 2')
})

test('stopped, it waits for the run in hand, which is told to leave off', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  let ended = false
  const stop = start([
    {
      name: 'long',
      when: '* * * * *',
      atStart: true,
      run: async signal => {
        begin()
        while (!signal.aborted) await new Promise(resolve => setImmediate(resolve))
        await settled()
        ended = true
      },
    },
  ])
  await begun
  await stop()
  expect(ended).toBe(true)
})

test('a run that outlasts the next tick is not run beside itself', async () => {
  const clock = wall('2026-11-23T12:00:30Z')
  let going = true
  const job = counting({
    atStart: true,
    async run() {
      job.runs += 1
      while (going) await settled()
    },
  })
  start([job])
  for (let minute = 0; minute < 3; minute += 1) await clock.pass()
  expect(job.runs).toBe(1)
  going = false
  await clock.until(() => job.runs > 1, 4)
})
