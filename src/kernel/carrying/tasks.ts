import { type Database, type Db, TASK_CHANNEL } from '../ground/db.ts'
import type { Log } from '../ground/log.ts'
import { Later } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'
import { type ClaimedTask, claimTask, freeQueue, QUEUE_LEASE, renewQueue, untilNextTask } from './claim-task.ts'
import { markReported, settleDone, settleFailed } from './settle-task.ts'
import { pauseAfter, type TaskKind } from './task.ts'

export type Tasks = {
  /** Resolves when nothing is due now. */
  idle(): Promise<void>
  /** Stops claiming, tells what is under way to leave off, and waits for it. */
  stop(): Promise<void>
}

type Parts = {
  db: Db
  listen: Database['listen']
  kinds: Readonly<Record<string, TaskKind>>
  log: Log
  /** Counts a failure that is a bug. */
  failed: (error: unknown, what: string) => void
  /** The time; without it, the database's own. */
  now?: () => Date
  /** Queues worked on at once. */
  width?: number
}

const WIDTH = 8
/** How long to sleep when nothing wakes us, ms: covers a lost NOTIFY. */
const POLL_INTERVAL = 5_000
/** A process that was not heard of for so long must write no more, ms: its queue may soon be another's. */
const HOLDS_FOR = QUEUE_LEASE - 8_000
const SILENT = 'It did not work, and I don’t know why yet.'

/** Does what is owed to outside systems, of each queue one thing at a time, by however many processes. */
export async function startTasks(parts: Parts): Promise<Tasks> {
  const { db, width = WIDTH, now, log } = parts
  const stopping = new AbortController()
  const inHand = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | null = null
  let woken = false

  const wake = () => {
    if (stopping.signal.aborted) return
    woken = true
    clearTimeout(timer)
    turning ??= turn()
  }
  const turn = async () => {
    let pause = POLL_INTERVAL
    while (woken && !stopping.signal.aborted) {
      woken = false
      pause = await serve().catch(error => {
        log.error({ err: error }, 'the tasks could not be read')
        return POLL_INTERVAL
      })
    }
    // In the same breath as the last look at `woken`: a wake between the two would be lost.
    turning = null
    if (!stopping.signal.aborted) timer = setTimeout(wake, pause)
  }
  /** Answers how long to sleep, ms. */
  const serve = async (): Promise<number> => {
    while (inHand.size < width && !stopping.signal.aborted) {
      const task = await claimTask(db, [...inHand.keys()], now?.())
      if (!task) break
      const work = attempt(parts, task, stopping.signal)
        .catch(error => log.error({ err: error }, 'a task could not be marked'))
        .finally(() => {
          inHand.delete(task.queue)
          wake()
        })
      inHand.set(task.queue, work)
    }
    const wait = await untilNextTask(db, [...inHand.keys()], now?.())
    return Math.min(POLL_INTERVAL, wait ?? POLL_INTERVAL)
  }
  const settled = async () => {
    while (turning || inHand.size > 0) await Promise.allSettled([turning, ...inHand.values()])
  }

  await parts.listen(wake, TASK_CHANNEL)
  wake()
  return {
    idle() {
      wake()
      return settled()
    },
    stop() {
      stopping.abort()
      clearTimeout(timer)
      return settled()
    },
  }
}

async function attempt(parts: Parts, task: ClaimedTask, signal: AbortSignal): Promise<void> {
  const { db, kinds, now } = parts
  const kind = kinds[task.name]
  const hold = keepHold(parts, task)
  let rest = 0
  try {
    if (!kind) throw new Error(`no task is called ${task.name}`)
    await kind.run({ subject: task.subject, attempt: task.attempts, mustHold: hold.must, signal })
    await settleDone(db, task)
  } catch (error) {
    if (error instanceof Later) rest = error.wait
    else if (!signal.aborted) await fail(parts, kind, task, error)
  } finally {
    hold.end()
    await freeQueue(db, task.queue, task.owner, rest, now?.())
  }
}

async function fail(parts: Parts, kind: TaskKind | undefined, task: ClaimedTask, error: unknown): Promise<void> {
  const { db, failed, log } = parts
  const now = parts.now?.()
  const why = error instanceof Refusal ? error.message : SILENT
  if (error instanceof Refusal) log.info({ task: task.name, why }, 'a task was refused')
  else failed(error, `the task ${task.name} failed`)
  const pause = kind ? pauseAfter(kind, task.attempts + 1) : null
  const { since, isKnown } = await settleFailed(db, task, { why, pause, now })
  const lasted = (now ?? new Date()).getTime() - since.getTime()
  if (!kind?.report || isKnown || (pause !== null && lasted < (kind.reportAfter ?? 0))) return
  if (await markReported(db, task.id, now))
    await kind.report({ subject: task.subject, why, since, isFinal: pause === null })
}

/** Renews the queue while its task runs, and knows when it can't have been renewed for too long. */
function keepHold({ db, log, now }: Parts, task: ClaimedTask): { must(): void; end(): void } {
  let heard = { steady: task.claimedAt, wall: Date.now() - (performance.now() - task.claimedAt) }
  const renewing = setInterval(async () => {
    const asked = { steady: performance.now(), wall: Date.now() }
    try {
      if (await renewQueue(db, task, now?.())) heard = asked
    } catch (error) {
      log.warn({ err: error }, 'a queue of tasks could not be renewed')
    }
  }, QUEUE_LEASE / 5)
  return {
    must() {
      const since = Math.max(performance.now() - heard.steady, Date.now() - heard.wall)
      if (since > HOLDS_FOR) throw new Error('this process stood still for too long')
    },
    end: () => clearInterval(renewing),
  }
}
