import { setTimeout } from 'node:timers/promises'
import type { Log } from '../ground/log.ts'
import { Later } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'
import type { Connection } from './integration.ts'

/** An outside system while the house runs. */
export type Outside = {
  /** Why it is not there or does not work now, in words; null while all is well. */
  trouble(): string | null
  stop(): Promise<void>
}

/** Pauses between two tries, ms. `refused` is the pause after a mistake that only people can set right. */
export type Pauses = { first: number; longest: number; refused: number }
const PAUSES: Pauses = { first: 1_000, longest: 60_000, refused: 30_000 }

type Parts = {
  title: string
  connection: Connection
  log: Log
  /** Hears once of each mistake that only people can set right. */
  notify: (sentence: string) => void
  pauses?: Pauses
}

/** Starts what is outside without waiting for it, and tries again until it is there: nothing else depends on it. */
export function startInBackground({ title, connection, log, notify, pauses = PAUSES }: Parts): Outside {
  const stopping = new AbortController()
  let missing: string | null = connection.start ? `${title} is not connected yet.` : null

  const note = (error: unknown) => {
    const before = missing
    if (!(error instanceof Refusal)) {
      missing = `${title} can't be reached yet; I keep trying.`
      log.warn({ err: error }, `${title} could not be reached`)
      return
    }
    missing = `${title} isn't connected: ${error.message}`
    if (missing === before) return
    log.error({ why: error.message }, `${title} is not connected`)
    notify(missing)
  }
  const run = async () => {
    for (let tries = 0; !stopping.signal.aborted; tries++)
      try {
        await connection.start?.()
        if (tries > 0) log.info(`${title} is connected`)
        missing = null
        return
      } catch (error) {
        if (stopping.signal.aborted) return
        note(error)
        await setTimeout(pause(error, tries, pauses), undefined, { signal: stopping.signal }).catch(() => {})
      }
  }
  if (connection.start) void run()
  return {
    trouble: () => missing ?? connection.trouble?.() ?? null,
    async stop() {
      stopping.abort()
      await connection.stop?.()
    },
  }
}

function pause(error: unknown, tries: number, { first, longest, refused }: Pauses): number {
  if (error instanceof Refusal) return refused
  const doubled = Math.min(longest, first * 2 ** tries)
  return error instanceof Later ? Math.max(error.wait, first) : doubled
}
