import { setTimeout } from 'node:timers/promises'
import type { Log } from '../ground/log.ts'
import { Later, NoRoom } from '../shapes/chat.ts'

/** Pauses after something went wrong, ms: they double to the longest. */
const PAUSE = { first: 250, longest: 30_000 }
/** Some ten minutes: one message that always fails must not hold up its thread for ever. */
const MOST_TRIES = 25

/** Does it until it is done: a database or a chat that is away comes back. What can never be done is left. */
export async function insist(
  work: () => Promise<void>,
  { what, log, signal }: { what: string; log: Log; signal: AbortSignal },
): Promise<void> {
  for (let tries = 1; !signal.aborted; )
    try {
      return await work()
    } catch (error) {
      const hopeless = error instanceof NoRoom || tries >= MOST_TRIES
      log[hopeless ? 'error' : 'warn']({ err: error }, what)
      if (hopeless) return
      const asked = error instanceof Later
      const pause = asked ? error.wait : Math.min(PAUSE.first * 2 ** tries, PAUSE.longest)
      if (!asked) tries += 1
      await setTimeout(pause, undefined, { signal }).catch(() => {})
    }
}
