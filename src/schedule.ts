import { schedule } from 'node-cron'
import type { Database } from './kernel/db.ts'
import type { Log } from './kernel/log.ts'
import { tidy } from './kernel/tidy.ts'

/** What the clock asks, and when. Every job asks what is due, so a missed tick only delays. */
export function startSchedule(database: Database, log: Log, embedded: boolean): () => void {
  const nightly = schedule(
    '17 3 * * *',
    () =>
      tidy(database.db, new Date(), embedded).catch(error => log.error({ err: error }, 'the nightly tidying failed')),
    { name: 'tidy', noOverlap: true },
  )
  return () => void nightly.destroy()
}
