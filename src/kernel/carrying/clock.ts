import { type ScheduledTask, schedule } from 'node-cron'
import type { Db } from '../ground/db.ts'
import type { Log } from '../ground/log.ts'
import { moment } from '../ground/moment.ts'
import { claimTick, forgetTicksAhead } from './claim-tick.ts'

/** What the clock does, and when. */
export type Job = {
  name: string
  /** Cron, in UTC. */
  when: string
  /** Also at once when a process starts: what fell due while none ran does not wait for a tick. */
  atStart?: true
  /** @param signal aborted when the process stops: leave off after the transaction in hand. */
  run(signal: AbortSignal): Promise<void>
}

/** How late a tick may come, ms, when something kept the process busy; node-cron lets it fall after one second. */
const LATE = 30_000
/** How often we look whether the clock was put back, ms. */
const LOOK = 10_000
/** What is more than a clock that is set right little by little, ms. */
const JUMP = 5_000

/**
 * Runs jobs by the clock. Of several processes on a database one runs each tick, and no job runs twice at a time in one.
 * A job that fails is logged, counted, and run again at its next tick.
 * @returns stops it, when the runs in hand have ended.
 */
export function startClock(
  jobs: readonly Job[],
  parts: { db: Db; log: Log; failed: (job: string) => void },
): () => Promise<void> {
  const { db, log, failed } = parts
  // Where the process keeps summer time, node-cron takes the hour that comes twice for its first coming, and rests through
  // the second. Nothing else here tells the time in the server's own zone.
  process.env.TZ = 'UTC'
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()

  const attempt = async <T>(job: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      failed(job)
      log.error({ err: error, job }, 'a job of the clock failed')
      return undefined
    }
  }
  const run = ({ name, run }: Job): Promise<void> => {
    const own = running.get(name) ?? attempt(name, () => run(stopping.signal)).finally(() => running.delete(name))
    running.set(name, own)
    return own
  }
  const tasks = jobs.map(job =>
    schedule(job.when, () => run(job), {
      name: job.name,
      timezone: 'UTC',
      noOverlap: true,
      missedExecutionTolerance: LATE,
      suppressMissedWarning: true,
      distributed: true,
      runCoordinator: { shouldRun: async tick => (await attempt(job.name, () => claimTick(db, tick))) ?? false },
      logger: quiet(log),
    }),
  )
  const forget = () => attempt('clock', () => forgetTicksAhead(db))
  // The clock may have been put back while no process ran.
  void forget()
  const looking = mind(tasks, log, forget)
  for (const job of jobs) if (job.atStart) void run(job)
  return async () => {
    clearInterval(looking)
    stopping.abort()
    for (const task of tasks) task.destroy()
    await Promise.all(running.values())
  }
}

/** node-cron waits for the tick it had in mind; when the clock is put back by a week, that would be a week. */
function mind(tasks: readonly ScheduledTask[], log: Log, putBack: () => Promise<unknown>): NodeJS.Timeout {
  let before = moment()
  return setInterval(async () => {
    const now = moment()
    const jump = now.wall - before.wall - (now.steady - before.steady)
    const back = now.wall < before.wall
    before = now
    if (Math.abs(jump) > JUMP) log.warn({ seconds: Math.round(jump / 1_000) }, 'the clock of this machine jumped')
    if (!back) return
    await putBack()
    for (const task of tasks) {
      if (task.getStatus() === 'destroyed') continue
      task.stop()
      task.start()
    }
  }, LOOK).unref()
}

/** What node-cron has to say, without its own writing to the console. */
function quiet(log: Log) {
  return {
    info: (said: string) => log.debug(said),
    debug: (said: string | Error) => log.debug(String(said)),
    warn: (said: string) => log.debug(said),
    error: (said: string | Error, error?: Error) => log.error({ err: error ?? said }, 'the clock failed'),
  }
}
