import { randomUUID } from 'node:crypto'
import { and, eq, gt, like, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { inTime } from './in-time.ts'
import { instant, later } from './instant.ts'
import type { Log } from './log.ts'
import { type ClaimTime, moment, since } from './moment.ts'
import { leases } from './tables.ts'

/**
 * For how long after its last beat what a process holds is left to it, ms. A call begins at the latest `BEGINS_WITHIN_BEAT`
 * (4 s) after the moment at which that beat was asked for, which is before the database wrote it down, and ends within
 * the ten seconds of every client. Two more are for what has left for the chat, as in a lane's own lease.
 */
export const BEAT_LASTS = 16_000
/** How long after a beat a call to a chat may still begin, ms: two beats may be late. */
const BEGINS_WITHIN_BEAT = 4_000
const EVERY = 1_500
/** A beat that comes later than this after the one before goes on under another name, ms: a second before anybody may act on it. */
const GOES_ON_WITHIN = BEAT_LASTS - 1_000

/** A process as others know it, until it stands still for too long. */
export type Beat = {
  /** The name of its lease. */
  process: string
  /** Whether it was heard of so recently that a call may begin. */
  isFresh(): boolean
}

export type Heart = {
  /** What is claimed now is claimed for this; null while the database has not heard of us. */
  beat(): Beat | null
  /** Ends it: what is still held under its name may be taken over. */
  stop(): Promise<void>
}

type Own = Beat & { asked: ClaimTime; isOver: boolean }

/**
 * Lets the other processes on a database know that this one lives, so that they take over what it holds soon after it
 * was killed. One that stood still comes back under a new name: what it claimed before is claimed no longer, no matter
 * how often it beats from then on.
 */
export async function startHeart({ db, log, now }: { db: Db; log: Log; now?: () => Date }): Promise<Heart> {
  let own: Own | null = null
  const beat = async () => {
    const asked = moment()
    const goesOn = own !== null && (await inTime(renew(db, own.process, instant(now?.()))))
    if (own && goesOn && since(own.asked) < GOES_ON_WITHIN) own.asked = asked
    else {
      if (own) own.isOver = true
      own = null
      own = await inTime(begin(db, instant(now?.())))
    }
  }
  let beating: Promise<void> | null = null
  const turn = () => {
    beating ??= beat()
      .catch(error => log.warn({ err: error }, 'a process could not say that it lives'))
      .finally(() => {
        beating = null
      })
    return beating
  }
  await turn()
  const timer = setInterval(turn, EVERY)
  return {
    beat: () => own,
    async stop() {
      clearInterval(timer)
      await beating
      if (!own) return
      own.isOver = true
      const gone = db.delete(leases).where(eq(leases.name, own.process))
      await inTime(gone).catch(error => log.warn({ err: error }, 'a process could not say that it ends'))
    },
  }
}

/** Begins under a new name, and forgets the names of those that are gone. */
async function begin(db: Db, at: SQL): Promise<Own> {
  const own: Own = {
    process: `process ${randomUUID()}`,
    asked: moment(),
    isOver: false,
    isFresh: () => !own.isOver && since(own.asked) <= BEGINS_WITHIN_BEAT,
  }
  await db.delete(leases).where(and(like(leases.name, 'process %'), lte(leases.until, at)))
  await db.insert(leases).values({ name: own.process, owner: own.process, until: later(at, BEAT_LASTS) })
  return own
}

/** False when others hold it for dead by now. */
async function renew(db: Db, process: string, at: SQL): Promise<boolean> {
  const rows = await db
    .update(leases)
    .set({ until: later(at, BEAT_LASTS) })
    .where(and(eq(leases.name, process), gt(leases.until, at)))
    .returning({ name: leases.name })
  return rows.length > 0
}

/**
 * When something leased may be taken over: with the end of its lease, or as soon as the process that took it is not
 * heard of. Never within a beat's life of its taking: a statement that began before may not see the newcomer's beat.
 * @param lease for how long it was taken, ms.
 */
export function endOf({ until, process, lease }: { until: SQL; process: SQL; lease: number }): SQL {
  const beat = sql`(select beat.until from ${leases} beat where beat.name = ${process})`
  return sql`case when ${until} is null or ${process} is null then ${until}
    else least(${until}, greatest(${later(until, BEAT_LASTS - lease)}, ${beat})) end`
}
