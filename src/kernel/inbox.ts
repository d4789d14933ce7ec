import { addMilliseconds } from 'date-fns/addMilliseconds'
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Answer } from './answer.ts'
import { clean } from './clean.ts'
import type { Db } from './db.ts'
import { carryOut, type Deed, giveBack, inOrder, LEASE } from './deed.ts'
import type { Desk } from './desk.ts'
import { type Heard, threadOf } from './heard.ts'
import { lines } from './in-line.ts'
import type { Log } from './log.ts'
import { inbox } from './tables.ts'

/** Answers the person who did something, privately. May fail: the deed stands. */
export type Reply = (heard: Heard, answer: Answer) => Promise<void>

export type Inbox = {
  /**
   * Keeps what was heard, in one statement, and works on it after: a chat may acknowledge once this resolves.
   * @param key the chat's own name of the delivery; false when it was heard before.
   * @param heard or, for a chat whose messages are rows, what makes it in the same transaction.
   */
  hear(key: string, heard: Heard | ((tx: Db) => Promise<Heard>)): Promise<boolean>
  /** The answer to what was heard here under that key; null when there is nothing to say, or another process says it. */
  answered(key: string): Promise<Answer | null>
  /** Resolves when nothing heard here is waiting. */
  idle(): Promise<void>
  stop(): Promise<void>
}

type Parts = { db: Db; desk: Desk; replies: ReadonlyMap<string, Reply>; log: Log; now: () => Date }

/** How often deeds left behind by a killed process are looked for, ms. */
const FLOOR = 5_000

/**
 * What people do is never lost: kept first, acknowledged then, done after. One person's deeds are done in their order,
 * and so is what anybody writes in one thread, by however many processes.
 */
export function startInbox(parts: Parts): Inbox {
  const { db, log, now } = parts
  const hearing = lines()
  const doing = lines()
  const underWay = new Map<string, Promise<Answer | null>>()
  let stopped = false
  const own = { has: (key: string) => underWay.has(key), stopped: () => stopped }

  const enqueue = (deed: Deed) => {
    // A deed that waits longer than its lease is still this process's own.
    if (underWay.has(deed.key)) return
    const { chat, user } = deed.heard.speaker
    const mine = doing
      .after(deed.thread ?? `${chat} ${user}`, () => (deed.thread ? inOrder(parts, own, deed) : carryOut(parts, deed)))
      .catch(async error => {
        log.error({ err: error }, 'a deed was left')
        await giveBack(parts, deed).catch(() => {})
        return null
      })
      .finally(() => underWay.delete(deed.key))
    underWay.set(deed.key, mine)
  }

  const sweep = async () => {
    for (const row of await takeUp(db, now())) if (row.heard && !stopped) enqueue({ ...row, heard: row.heard })
  }
  let sweeping: Promise<void> | null = null
  const swept = () => {
    sweeping ??= sweep()
      .catch(error => log.error({ err: error }, 'the inbox could not be read'))
      .finally(() => {
        sweeping = null
      })
  }
  const timer = setInterval(swept, FLOOR)
  swept()

  return {
    async hear(key, told) {
      const heard = typeof told === 'function' ? null : (clean(told) as Heard)
      // Told of two things at once, a thread keeps them in the order in which it was told.
      return hearing.after((heard && threadOf(heard)) ?? key, async () => {
        const deed = await keep(db, key, heard ?? told, now())
        if (deed && !stopped) enqueue(deed)
        return deed !== null
      })
    },
    answered: async key => underWay.get(key) ?? null,
    idle: () => doing.idle(),
    async stop() {
      stopped = true
      clearInterval(timer)
      await sweeping
      await doing.idle()
    },
  }
}

/** Null when it was kept before. */
async function keep(db: Db, key: string, told: Parameters<Inbox['hear']>[1], now: Date): Promise<Deed | null> {
  const write = async (within: Db, heard: Heard): Promise<Deed | null> => {
    const row = { key, heard, thread: threadOf(heard), heardAt: now, leaseUntil: addMilliseconds(now, LEASE) }
    const [kept] = await within.insert(inbox).values(row).onConflictDoNothing().returning()
    return kept ? { ...kept, heard } : null
  }
  if (typeof told !== 'function') return write(db, told)
  return db.transaction(async tx => {
    const before = await tx.select({ key: inbox.key }).from(inbox).where(eq(inbox.key, key))
    if (before.length > 0) return null
    const kept = await write(tx, clean(await told(tx)) as Heard)
    if (!kept) throw new Error('one thing was heard twice at once')
    return kept
  })
}

/** Takes up what a killed process left. Nothing here runs twice to an effect: the deed's key guards its transaction. */
async function takeUp(db: Db, now: Date) {
  return db.transaction(async tx => {
    const left = and(isNull(inbox.doneAt), lte(inbox.leaseUntil, now))
    const rows = await tx
      .select()
      .from(inbox)
      .where(left)
      .orderBy(asc(inbox.position))
      .limit(100)
      .for('update', { skipLocked: true })
    for (const { key } of rows)
      await tx
        .update(inbox)
        .set({ leaseUntil: addMilliseconds(now, LEASE) })
        .where(eq(inbox.key, key))
    return rows
  })
}
