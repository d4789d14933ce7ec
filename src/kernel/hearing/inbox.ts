import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type Database, type Db, INBOX_CHANNEL } from '../ground/db.ts'
import type { Heart } from '../ground/heart.ts'
import { instant, instantNamed, later } from '../ground/instant.ts'
import type { Log } from '../ground/log.ts'
import { rowsOf } from '../ground/rows-of.ts'
import { statement } from '../ground/statement.ts'
import { inbox } from '../ground/tables.ts'
import type { Answer } from '../shapes/answer.ts'
import { orderOf, type Payload, threadOf } from '../shapes/payload.ts'
import { clean } from '../words/clean.ts'
import { hangBell } from './bell.ts'
import type { Desk } from './desk.ts'
import { keyedQueue } from './keyed-queue.ts'
import {
  type InboxItem,
  ITEM_LEASE,
  isAbandoned,
  leased,
  POLL_INTERVAL,
  processInOrder,
  processItem,
  releaseItem,
} from './process-item.ts'
import { slots } from './slots.ts'

/** Answers the person who did something, privately. May fail: the item is done. */
export type SendAnswer = (payload: Payload, answer: Answer) => Promise<void>

export type Inbox = {
  /**
   * Keeps what was received, in one statement, and works on it after: a chat may acknowledge once this resolves.
   * @param key the chat's own name of the delivery; false when it was received before.
   * @param payload or, for a chat whose messages are rows, what makes it in the same transaction.
   */
  receive(key: string, payload: Payload | ((tx: Db) => Promise<Payload>)): Promise<boolean>
  /**
   * The answer to what was received here under that key; null when there is nothing to say, or another process says it.
   */
  answered(key: string): Promise<Answer | null>
  /** Resolves when nothing received here is waiting. */
  idle(): Promise<void>
  stop(): Promise<void>
}

type Parts = {
  db: Db
  /** Calls back whenever any process has done something; without it we look from time to time. */
  listen?: Database['listen']
  desk: Desk
  replies: ReadonlyMap<string, SendAnswer>
  log: Log
  /** Without it, nobody takes up what this process left before its leases end. */
  heart?: Heart | null
  now?: () => Date
  /** How often another process's part of a thread is looked at, ms: covers a lost NOTIFY, and a process that was killed. */
  pollInterval?: number
}

/** How often items left behind by a killed process are looked for, ms. */
const SWEEP_INTERVAL = 5_000

/** How much is done at once: what comes in meanwhile finds a connection, and is kept before its chat stops waiting. */
const MOST_AT_ONCE = 6

/**
 * What people do is never lost: kept first, acknowledged then, done after. One person's items are done in their order,
 * and so is what anybody writes in one thread, by however many processes, of which some may be dead.
 */
export function startInbox(given: Parts): Inbox {
  const parts = { ...given, atOnce: slots(MOST_AT_ONCE) }
  const { db, log, heart, now } = parts
  const receiving = keyedQueue()
  const processing = keyedQueue()
  const underWay = new Map<string, Promise<Answer | null>>()
  let stopped = false
  const bell = hangBell()
  const { pollInterval = POLL_INTERVAL } = parts
  const own = { has: (key: string) => underWay.has(key), stopped: () => stopped, bell, pollInterval }
  parts.listen?.(bell.ring, INBOX_CHANNEL).catch(error => log.warn({ err: error }, 'the inbox cannot be notified'))

  const schedule = (item: InboxItem) => {
    // An item that waits longer than its lease is still this process's own.
    if (underWay.has(item.key)) return
    const mine = processing
      .after(item.thread ?? orderOf(item.payload), () =>
        item.thread && !item.isFirst ? processInOrder(parts, own, item) : processItem(parts, item),
      )
      .catch(async error => {
        log.error({ err: error }, 'an inbox item was left')
        await releaseItem(parts, item).catch(() => {})
        return null
      })
      .finally(() => underWay.delete(item.key))
    underWay.set(item.key, mine)
  }

  const sweep = async () => {
    for (const row of await claimAbandoned(db, instant(now?.()), heart))
      if (row.payload && !stopped) schedule({ ...row, payload: row.payload })
  }
  let sweeping: Promise<void> | null = null
  let again = false
  const sweepAll = async () => {
    while (again && !stopped) {
      again = false
      await sweep().catch(error => log.error({ err: error }, 'the inbox could not be read'))
    }
    // In the same breath as the last look at `again`: a death heard between the two would be lost.
    sweeping = null
  }
  const swept = () => {
    again = true
    sweeping ??= sweepAll()
  }
  const timer = setInterval(swept, SWEEP_INTERVAL)
  heart?.onDeath(swept)
  swept()
  /** What was left behind goes before what is received now. */
  const first = sweeping

  return {
    async receive(key, given) {
      const payload = typeof given === 'function' ? null : (clean(given) as Payload)
      // Two things at once in a thread keep the order in which they arrived.
      return receiving.after((payload && threadOf(payload)) ?? key, async () => {
        await first
        const item = await keep(parts, key, payload ?? given)
        if (item && !stopped) schedule(item)
        return item !== null
      })
    },
    answered: async key => underWay.get(key) ?? null,
    idle: () => processing.idle(),
    async stop() {
      stopped = true
      bell.ring()
      clearInterval(timer)
      await sweeping
      await processing.idle()
    },
  }
}

/** Null when it was kept before. */
async function keep(
  { db, heart, now }: Parts,
  key: string,
  given: Parameters<Inbox['receive']>[1],
): Promise<InboxItem | null> {
  const write = async (within: Db, payload: Payload): Promise<InboxItem | null> => {
    const thread = orderOf(payload)
    const process = heart?.beat()?.process ?? null
    const row = { key, payload: JSON.stringify(payload), thread, process, now: now?.().toISOString() }
    const [kept] = rowsOf(await within.execute(keeping(row)))
    const isFirst = threadOf(payload) === null && !kept?.waits
    return kept ? { key, payload, thread, position: Number(kept.position), isFirst } : null
  }
  if (typeof given !== 'function') return write(db, given)
  return db.transaction(async tx => {
    const before = await tx.select({ key: inbox.key }).from(inbox).where(eq(inbox.key, key))
    if (before.length > 0) return null
    const kept = await write(tx, clean(await given(tx)) as Payload)
    if (!kept) throw new Error('one thing was received twice at once')
    return kept
  })
}

const keeping = statement<'key' | 'payload' | 'thread' | 'process' | 'now'>(
  ({ key, payload, thread, process, now }) => sql`
    insert into ${inbox} (key, payload, thread, process, received_at, lease_until)
    values (${key}, ${payload}::jsonb, ${thread}, ${process}, ${instantNamed(now)}, ${later(instantNamed(now), ITEM_LEASE)})
    on conflict do nothing
    returning position,
      exists (select from ${inbox} before where before.thread = ${thread}::text and before.done_at is null) as waits`,
)

/** Takes up what a killed process left. Nothing here runs twice to an effect: the item's key guards its transaction. */
async function claimAbandoned(db: Db, at: SQL, heart?: Heart | null) {
  return db.transaction(async tx => {
    const left = and(isNull(inbox.doneAt), isAbandoned(at))
    const rows = await tx
      .select()
      .from(inbox)
      .where(left)
      .orderBy(asc(inbox.position))
      .limit(100)
      .for('update', { skipLocked: true })
    const keys = rows.map(({ key }) => key)
    if (keys.length > 0) await tx.update(inbox).set(leased(at, heart)).where(inArray(inbox.key, keys))
    return rows
  })
}
