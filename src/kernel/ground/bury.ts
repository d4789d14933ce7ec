import { type SQL, sql } from 'drizzle-orm'
import { type Db, INBOX_CHANNEL, OUTBOX_CHANNEL, TASK_CHANNEL } from './db.ts'
import { later } from './instant.ts'
import { PRESENT } from './presence.ts'
import { rowsOf } from './rows-of.ts'
import { leases } from './tables.ts'
import { isGone } from './whereabouts.ts'

/** The owner of a beat whose process holds its lock, and of one that was found dead. */
export const HELD = 'held'
export const BURIED = 'buried'

/** How old the last beat of a process must be whose lock is free, ms: it begins no call any more by then. */
const SILENT = 3_500

/**
 * Buries the processes that are dead: their locks are free, and they held them with their last beat. A frozen one holds
 * its lock still, and is waited for. Where our own session began after that beat, all sessions may have ended at once, as in
 * a failover, and a process may live though its lock is gone: then only its beats count, unless it ran where we do, and
 * the machine knows that it is gone.
 * @param since when our own session began, by the database's clock.
 * @param lasts how long a beat lasts, ms.
 * @returns whether any was found.
 */
export async function bury(db: Db, since: Date, at: SQL, lasts: number): Promise<boolean> {
  const silent = sql`name like 'process %' and owner <> ${BURIED} and until > ${at} and until <= ${later(at, lasts - SILENT)}`
  const names = rowsOf(await db.execute(sql`select name from ${leases} where ${silent}`)).map(({ name }) =>
    String(name),
  )
  if (names.length === 0) return false
  const gone = sql`name = any(${sql.param(names.filter(isGone))}::text[])`
  const sawUs = sql`owner = ${HELD} and until > ${later(sql`${since.toISOString()}::timestamptz`, lasts)}`
  const found = rowsOf(
    await db.execute(sql`
      with dead as (
        update ${leases} set owner = ${BURIED}, until = ${at}
        where ${silent} and (${gone} or ${sawUs}) and pg_try_advisory_xact_lock(${PRESENT}, hashtext(name))
        returning name
      )
      select pg_notify(channel, '') from dead, unnest(${sql.param([OUTBOX_CHANNEL, INBOX_CHANNEL, TASK_CHANNEL])}::text[]) channel`),
  )
  return found.length > 0
}
