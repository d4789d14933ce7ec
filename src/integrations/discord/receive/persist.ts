import { setTimeout } from 'node:timers/promises'
import type { Log } from '../../../kernel/ground/log.ts'
import { Later, Unsure } from '../../../kernel/shapes/chat.ts'

const PAUSE = 5_000

/** Does it again until it is done or we stop: Discord may be away for hours. Any other trouble is logged and ends it. */
export async function persist(work: () => Promise<unknown>, parts: { what: string; log: Log; signal: AbortSignal }) {
  const { what, log, signal } = parts
  while (!signal.aborted) {
    try {
      await work()
      return
    } catch (error) {
      const passing = error instanceof Later || error instanceof Unsure
      log[passing ? 'warn' : 'error']({ err: error }, what)
      if (!passing) return
      const wait = error instanceof Later ? Math.max(error.wait, 250) : PAUSE
      await setTimeout(wait, undefined, { signal }).catch(() => {})
    }
  }
}
