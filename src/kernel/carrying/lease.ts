import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { inTime } from '../ground/in-time.ts'
import { instant, later, latestEnd } from '../ground/instant.ts'
import type { Log } from '../ground/log.ts'
import { leases } from '../ground/tables.ts'

export type Lease = {
  /** Whether it is ours at this moment. */
  held(): boolean
  /** Whether some process, ours or another, held it when we last looked. */
  taken(): boolean
  /** Gives it up, so that another process takes it at once. */
  release(): Promise<void>
}

/** How long a lease lasts unrenewed, s: so long the work rests when its owner is killed. */
const LASTS = 4

/**
 * Tries to be the one process that does something, for as long as it lives. The time is the database's own, so that
 * clocks need not agree. An owner that cannot renew steps down before another may take over.
 * @param turns called when the lease becomes ours (true) and when it no longer is (false).
 * @param lasts s; it is renewed, or asked for, four times in that.
 */
export function keepLease(parts: {
  db: Db
  log: Log
  name: string
  turns: (ours: boolean) => void
  lasts?: number
}): Lease {
  const { db, log, name, turns, lasts = LASTS } = parts
  const owner = randomUUID()
  let renewed = Number.NEGATIVE_INFINITY
  let ours = false
  let taken = false
  let stopped = false
  let asking: Promise<void> | null = null

  // A second of its life is left for stepping down.
  const lapsed = () => performance.now() - renewed > (lasts - 1) * 1_000
  const become = (next: boolean) => {
    if (ours === next) return
    ours = next
    turns(next)
  }
  const renew = async () => {
    const asked = performance.now()
    try {
      const mine = await inTime(claim(db, name, owner, lasts))
      if (mine) renewed = asked
      taken = true
      // The answer may come when what it grants is over, as to a process that was frozen.
      if (!stopped) become(mine && !lapsed())
    } catch (error) {
      taken = false
      log.warn({ err: error, lease: name }, 'a lease could not be renewed')
    }
  }
  const lapse = () => lapsed() && become(false)

  const turn = () => {
    asking ??= renew().finally(() => {
      asking = null
    })
  }
  const renewing = setInterval(turn, (lasts * 1_000) / 4)
  const lapsing = setInterval(lapse, 250)
  turn()
  return {
    held: () => ours && !lapsed(),
    taken: () => taken,
    async release() {
      stopped = true
      clearInterval(renewing)
      clearInterval(lapsing)
      become(false)
      await asking
      const given = db.delete(leases).where(and(eq(leases.name, name), eq(leases.owner, owner)))
      // Where the database does not answer, it lapses by itself.
      await inTime(given).catch(error => log.warn({ err: error, lease: name }, 'a lease could not be given up'))
    },
  }
}

/** Takes or renews it, in one statement; false while it is another's. */
async function claim(db: Db, name: string, owner: string, lasts: number): Promise<boolean> {
  const at = instant()
  const until = later(at, lasts * 1_000)
  const rows = await db
    .insert(leases)
    .values({ name, owner, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { owner, until },
      // What lasts longer than any lease was granted under a clock that was ahead.
      setWhere: sql`${leases.owner} = ${owner} or ${leases.until} not between ${at} and ${latestEnd(at, lasts * 1_000)}`,
    })
    .returning({ name: leases.name })
  return rows.length > 0
}
