import { setTimeout } from 'node:timers/promises'
import { type DatabaseSettings, databaseTrouble } from './kernel/ground/database-trouble.ts'
import { isAway } from './kernel/ground/db.ts'

/** How long a database that is away is waited for, and how long between two tries, ms: a restart is over by then. */
const PATIENCE = { longest: 60_000, between: 1_000 }

type Parts = {
  database: DatabaseSettings
  /** Hears once what is wrong with the database. */
  notify: (sentence: string) => void
  /** Ends the waiting. */
  signal: AbortSignal
  patience?: typeof PATIENCE
}

/**
 * Starts. Where the database is away, or goes away meanwhile, as in a restart of its own, starts again until it is there.
 * @throws Refusal that says why the database can't be used, when it has been away for too long
 */
export async function startWhenThere<T>(start: () => Promise<T>, parts: Parts): Promise<T> {
  const { database, notify, signal, patience = PATIENCE } = parts
  const ends = performance.now() + patience.longest
  for (let tries = 0; ; tries++)
    try {
      return await start()
    } catch (error) {
      if (!isAway(error)) throw error
      const trouble = databaseTrouble(error, database)
      if (performance.now() > ends) throw trouble
      if (tries === 0) notify(`${trouble.message} Until then I keep trying, for a minute.`)
      await setTimeout(patience.between, undefined, { signal }).catch(() => {})
      if (signal.aborted) throw trouble
    }
}
