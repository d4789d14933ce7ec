import { setTimeout } from 'node:timers/promises'
import { keepLease } from '../../../kernel/carrying/lease.ts'
import type { Db } from '../../../kernel/ground/db.ts'
import type { Log } from '../../../kernel/ground/log.ts'
import type { Desk } from '../../../kernel/hearing/desk.ts'
import { Later, NoChat } from '../../../kernel/shapes/chat.ts'
import type { OpenThread } from '../../../kernel/shapes/thread-message.ts'

export type ThreadReader = {
  /** Nobody may have listened for a while: reads now, if this is the process that reads. */
  nudge(): void
  stop(): Promise<void>
}

/** From the beginning of one round to that of the next, ms: as long as it may take until we know what Slack gave up sending. */
const INTERVAL = 30_000
/** Between two threads, ms: of fifty calls a minute, thirty. docs: apis/web-api/rate-limits, "Tier 3". */
const PACE = 2_000
/** How long a call under way may hold up our stopping, ms. */
const FAREWELL = 2_000

/**
 * Reads every thread whose words cross, round after round: to the sockets of a frozen process Slack goes on sending, and
 * gives up. Of all processes one reads; when it is gone, another begins at once.
 */
export function keepReading(parts: {
  db: Db
  desk: Pick<Desk, 'openThreads'>
  log: Log
  readAgain: (open: OpenThread) => Promise<void>
  interval?: number | undefined
}): ThreadReader {
  const { db, desk, log, readAgain, interval = INTERVAL } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => {})
  /** Threads that could not be read: logged once. */
  const unread = new Set<string>()
  let woken = Promise.withResolvers<void>()
  const nudge = () => woken.resolve()
  const lease = keepLease({ db, log, name: 'slack reader', turns: ours => ours && nudge() })

  const read = async (open: OpenThread) => {
    const { channel, thread } = open
    while (!signal.aborted && lease.held())
      try {
        await readAgain(open)
        unread.delete(thread)
        return
      } catch (error) {
        if (error instanceof NoChat) throw error
        if (!(error instanceof Later)) {
          if (!unread.has(thread)) log.warn({ err: error, channel, thread }, 'a thread could not be read')
          unread.add(thread)
          return
        }
        await pause(error.wait)
      }
  }
  const round = async () => {
    // In any order: of processes that live only for moments each would read the same few.
    for (const open of shuffled(await desk.openThreads('slack'))) {
      await read(open)
      await pause(PACE)
    }
  }
  const failed = (error: unknown) => {
    // That our token is worth nothing is said by `removal.ts`.
    if (!(error instanceof NoChat)) log.warn({ err: error }, 'the threads could not be read')
  }
  const serve = async () => {
    while (!signal.aborted) {
      await woken.promise
      woken = Promise.withResolvers()
      if (lease.held()) await round().catch(failed)
    }
  }
  const serving = serve()
  const timer = setInterval(nudge, interval)
  return {
    nudge,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      nudge()
      await Promise.all([lease.release(), Promise.race([serving, setTimeout(FAREWELL, undefined, { ref: false })])])
    },
  }
}

function shuffled<T>(all: readonly T[]): readonly T[] {
  const drawn = all.map(one => ({ one, at: Math.random() }))
  return drawn.toSorted((a, b) => a.at - b.at).map(({ one }) => one)
}
