import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Db, INBOX_CHANNEL } from '../ground/db.ts'
import { endOf, type Heart } from '../ground/heart.ts'
import { instant, instantNamed, later, latestEnd } from '../ground/instant.ts'
import type { Log } from '../ground/log.ts'
import { statement } from '../ground/statement.ts'
import { inbox } from '../ground/tables.ts'
import type { Answer } from '../shapes/answer.ts'
import type { Payload } from '../shapes/payload.ts'
import type { Bell } from './bell.ts'
import type { Desk } from './desk.ts'
import type { Slots } from './slots.ts'

/** Something received, as it is kept. */
export type InboxItem = {
  key: string
  payload: Payload
  thread: string | null
  position: number
  /** Nothing that goes before it was left undone when it was kept. */
  isFirst?: boolean
}

type Parts = {
  db: Db
  desk: Desk
  replies: ReadonlyMap<string, (payload: Payload, answer: Answer) => Promise<void>>
  log: Log
  /** How much of it is done at once. */
  atOnce: Slots
  /** Without it, nobody takes up what this process left before its leases end. */
  heart?: Heart | null
  /** The time; without it, the database's own, by which clocks need not agree. */
  now?: () => Date
}

/** How long one item may take before another process takes it up, ms. */
export const ITEM_LEASE = 30_000
/** How soon an item that failed is tried again, and for how long, ms. */
const AGAIN = 2_000
const PATIENCE = 10 * 60_000
/** How often another process's part of a thread is looked at, ms, where nobody says that it is done: for what it left. */
export const POLL_INTERVAL = 1_000

const LOST: Answer = {
  kind: 'refused',
  text: 'Your message could not be delivered, and the error was recorded. Please write it again.',
}

/** Does an item and tells its author; null when there is nothing to tell. */
export async function processItem(parts: Parts, { key, payload }: InboxItem): Promise<Answer | null> {
  const { db, replies, log } = parts
  const passed = parts.atOnce(() => passOn(parts.desk, key, payload))
  const answer = await passed.catch(async error => {
    // Words in a thread are tried again; but one message that always fails must not hold up the thread for ever.
    if (!(await isOld(parts, key))) throw error
    log.error({ err: error }, 'words were given up')
    return LOST
  })
  const reply = answer && replies.get(payload.speaker.chat)
  if (reply) await reply(payload, answer).catch(error => log.warn({ err: error }, 'an answer did not reach its asker'))
  await db.execute(ending({ key, now: parts.now?.().toISOString() }))
  return answer
}

const ending = statement<'key' | 'now'>(
  ({ key, now }) => sql`
    with done as (
      update ${inbox} set done_at = ${instantNamed(now)}, payload = null where key = ${key} returning thread
    ) select pg_notify(${INBOX_CHANNEL}, '') from done where thread is not null`,
)

/**
 * Whether it was received long ago. What seems to come from the future came under a clock that was ahead: its time
 * begins now.
 */
async function isOld({ db, now }: Parts, key: string): Promise<boolean> {
  const at = instant(now?.())
  const [row] = await db
    .update(inbox)
    .set({ receivedAt: sql`least(${inbox.receivedAt}, ${at})` })
    .where(eq(inbox.key, key))
    .returning({ old: sql<boolean>`${inbox.receivedAt} < ${later(at, -PATIENCE)}` })
  return row?.old ?? false
}

async function passOn(desk: Desk, key: string, { speaker, act, once = key }: Payload): Promise<Answer | null> {
  const delivery = { source: 'inbox', key: once }
  switch (act.kind) {
    case 'typed':
      return desk.typed(speaker, act.text, delivery)
    case 'asked':
      return desk.asked(speaker, act.command, act.input, delivery)
    case 'pressed':
      return desk.pressed(speaker, act.token, delivery)
    case 'submitted':
      return desk.submitted(speaker, act.token, act.values, delivery, act.sent)
    default:
      return desk.threadMessage(speaker, act, delivery)
  }
}

/**
 * Does what is owed in an item's thread, or by its person, oldest first, up to the item itself; what another process holds is waited for.
 */
export async function processInOrder(
  parts: Parts,
  own: { has(key: string): boolean; stopped(): boolean; bell: Bell; pollInterval: number },
  item: InboxItem,
): Promise<Answer | null> {
  for (;;) {
    const rung = own.bell.listen()
    const first = await oldest(parts.db, item.thread ?? '')
    if (!first?.payload || first.position > item.position) return null
    if (first.key === item.key) return processItem(parts, item)
    if (own.has(first.key) || (await claimItem(parts, first.key)))
      await processItem(parts, { ...first, payload: first.payload }).catch(async error => {
        await releaseItem(parts, first)
        throw error
      })
    else if (own.stopped()) return null
    else await rung(own.pollInterval)
  }
}

async function oldest(db: Db, thread: string) {
  const [row] = await db
    .select()
    .from(inbox)
    .where(and(eq(inbox.thread, thread), isNull(inbox.doneAt)))
    .orderBy(asc(inbox.position))
    .limit(1)
  return row
}

/** It is nobody's any more. A lease that is longer than any was written down under a clock that was ahead. */
export function isAbandoned(at: SQL) {
  const ends = endOf({ until: sql`${inbox.leaseUntil}`, process: sql`${inbox.process}`, lease: ITEM_LEASE })
  return or(lte(ends, at), gt(inbox.leaseUntil, latestEnd(at, ITEM_LEASE)))
}

/** What an item has that this process takes. */
export function leased(at: SQL, heart?: Heart | null) {
  return { leaseUntil: later(at, ITEM_LEASE), process: heart?.beat()?.process ?? null }
}

/** Takes what another process left; false while it is still at it. */
async function claimItem({ db, heart, now }: Parts, key: string): Promise<boolean> {
  const at = instant(now?.())
  const left = and(eq(inbox.key, key), isNull(inbox.doneAt), isAbandoned(at))
  return (await db.update(inbox).set(leased(at, heart)).where(left).returning()).length > 0
}

/** Leaves a failed item to the next look, soon. */
export async function releaseItem({ db, now }: Parts, { key }: Pick<InboxItem, 'key'>): Promise<void> {
  const leaseUntil = later(instant(now?.()), AGAIN)
  await db
    .update(inbox)
    .set({ leaseUntil })
    .where(and(eq(inbox.key, key), isNull(inbox.doneAt)))
}
