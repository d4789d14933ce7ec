import { type Database, type Db, TASK_CHANNEL } from '../ground/db.ts'
import type { Heart } from '../ground/heart.ts'
import type { Log } from '../ground/log.ts'
import { inSpan } from '../ground/trace.ts'
import { Later } from '../shapes/chat.ts'
import { type ClaimedTask, claimTask, freeQueue, QUEUE_LEASE, renewQueue, untilNextTask } from './claim-task.ts'
import { failTask } from './fail-task.ts'
import { settleDone } from './settle-task.ts'
import type { TaskKind } from './task.ts'

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
  /** Hears how each went, and where it was done, how long that took since it was owed, seconds. */
  went?: (task: string, how: 'done' | 'later' | 'failed', took?: number) => void
  /** Without it, nobody takes over from this process before its leases end. */
  heart?: Heart | null
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
/** How long the queue of a process rests that must write no more, ms: it may be another's by then. */
const STOOD_STILL = 1_000

/** Does what is owed to outside systems, of each queue one thing at a time, by however many processes. */
export async function startTasks(parts: Parts): Promise<Tasks> {
  const { db, heart, width = WIDTH, now, log } = parts
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
      const task = await claimTask(db, [...inHand.keys()], { beat: heart?.beat(), now: now?.() })
      if (!task) break
      const work = inSpan(`task ${task.name}`, {}, () => attempt(parts, task, stopping.signal), task.trace)
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
    const took = await settleDone(db, task)
    parts.went?.(task.name, 'done', took ?? undefined)
  } catch (error) {
    if (error instanceof Later) rest = error.wait
    if (!signal.aborted) await failTask(parts, kind, task, error)
    parts.went?.(task.name, error instanceof Later ? 'later' : 'failed')
  } finally {
    hold.end()
    await freeQueue(db, task.queue, task.owner, rest, now?.())
  }
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
      if (since > HOLDS_FOR || task.beat?.isFresh() === false) throw new Later(STOOD_STILL)
    },
    end: () => clearInterval(renewing),
  }
}
