import { and, eq, gt, like, lte, type SQL, sql } from 'drizzle-orm'
import { BURIED, bury, HELD } from './bury.ts'
import type { Db, Presence } from './db.ts'
import { inTime } from './in-time.ts'
import { instant, later } from './instant.ts'
import type { Log } from './log.ts'
import { type ClaimTime, moment, since } from './moment.ts'
import { leases } from './tables.ts'
import { nameProcess } from './whereabouts.ts'

/**
 * For how long after its last beat what a process holds is left to it, ms. A call begins at the latest `BEGINS_WITHIN_BEAT`
 * (3 s) after the moment at which that beat was asked for, which is before the database wrote it down, and ends within
 * the ten seconds of every client. Two more are for what has left for the chat, as in a lane's own lease.
 */
export const BEAT_LASTS = 16_000
/** How long after a beat a call to a chat may still begin, ms: two beats may be late. */
const BEGINS_WITHIN_BEAT = 3_000
const EVERY = 1_000
/** How often the dead are looked for, ms. */
const LOOKS_EVERY = 500
/** For how long the name of a dead process is kept, ms: longer than any lease lasts that it took. */
const REMEMBERED = 60_000
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
  /** Calls back whenever another process was found dead, as soon as what it held may be taken over. */
  onDeath(heard: () => void): void
  /** Ends it: what is still held under its name may be taken over. */
  stop(): Promise<void>
}

type Parts = { db: Db; log: Log; presence?: Presence | null | undefined; now?: () => Date }
type Own = Beat & { asked: ClaimTime; isOver: boolean }

/**
 * Lets the other processes on a database know that this one lives, so that they take over what it holds soon after it
 * was killed. One that stood still comes back under a new name: what it claimed before is claimed no longer, no matter
 * how often it beats from then on.
 */
export async function startHeart({ db, log, presence = null, now }: Parts): Promise<Heart> {
  let own: Own | null = null
  const deaths = new Set<() => void>()
  const beat = async () => {
    const asked = moment()
    const mark = own && presence?.isHeld(own.process) ? HELD : (own?.process ?? '')
    const goesOn = own !== null && (await inTime(renew(db, own.process, mark, instant(now?.()))))
    if (own && goesOn && since(own.asked) < GOES_ON_WITHIN) own.asked = asked
    else {
      if (own) own.isOver = true
      own = null
      own = await inTime(begin(db, instant(now?.())))
      presence?.hold(own.process)
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
  let looking: Promise<void> | null = null
  const look = async () => {
    const since = presence?.since()
    if (!since || !(await inTime(bury(db, since, instant(now?.()), BEAT_LASTS)))) return
    log.warn('another process was found dead, and what it held is taken over')
    for (const heard of deaths) heard()
  }
  const lookOut = () => {
    looking ??= look()
      .catch(error => log.warn({ err: error }, 'the dead could not be looked for'))
      .finally(() => {
        looking = null
      })
  }
  await turn()
  const timers = [setInterval(turn, EVERY), setInterval(lookOut, LOOKS_EVERY)]
  return {
    beat: () => own,
    onDeath: heard => void deaths.add(heard),
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all([beating, looking])
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
    process: nameProcess(),
    asked: moment(),
    isOver: false,
    isFresh: () => !own.isOver && since(own.asked) <= BEGINS_WITHIN_BEAT,
  }
  // A burial is seen for longer than anything lasts that was taken under that name.
  const forgotten = sql`case when ${leases.owner} = ${BURIED} then ${later(at, -REMEMBERED)} else ${at} end`
  await db.delete(leases).where(and(like(leases.name, 'process %'), lte(leases.until, forgotten)))
  await db.insert(leases).values({ name: own.process, owner: own.process, until: later(at, BEAT_LASTS) })
  return own
}

/** False when others hold it for dead by now. */
async function renew(db: Db, process: string, owner: string, at: SQL): Promise<boolean> {
  const rows = await db
    .update(leases)
    .set({ owner, until: later(at, BEAT_LASTS) })
    .where(and(eq(leases.name, process), gt(leases.until, at)))
    .returning({ name: leases.name })
  return rows.length > 0
}

/**
 * When something leased may be taken over: with the end of its lease, or as soon as the process that took it is not
 * heard of. Never within a beat's life of its taking: a statement that began before may not see the newcomer's beat. Of
 * one that was buried everything is free at once.
 * @param lease for how long it was taken, ms.
 */
export function endOf({ until, process, lease }: { until: SQL; process: SQL; lease: number }): SQL {
  const unheard = later(until, BEAT_LASTS - lease)
  const beat = sql`(select case when beat.owner = ${BURIED} then beat.until else greatest(${unheard}, beat.until) end
    from ${leases} beat where beat.name = ${process})`
  return sql`case when ${until} is null or ${process} is null then ${until}
    else least(${until}, coalesce(${beat}, ${unheard})) end`
}
