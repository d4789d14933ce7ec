import { addMilliseconds } from 'date-fns'
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Answer } from './answer.ts'
import { clean } from './clean.ts'
import type { Db } from './db.ts'
import type { Desk } from './desk.ts'
import type { Heard } from './heard.ts'
import type { Log } from './log.ts'
import { inbox } from './tables.ts'

/** Answers the person who did something, privately. May fail: the deed stands. */
export type Reply = (heard: Heard, answer: Answer) => Promise<void>

export type Inbox = {
  /**
   * Keeps what was heard, in one statement, and works on it after: a chat may acknowledge once this resolves.
   * @param key the chat's own name of the delivery; false when it was heard before.
   */
  hear(key: string, heard: Heard): Promise<boolean>
  /** Resolves when nothing heard here is waiting. */
  idle(): Promise<void>
  stop(): Promise<void>
}

type Parts = { db: Db; desk: Desk; replies: ReadonlyMap<string, Reply>; log: Log; now: () => Date }

/** How long one deed may take before another process takes it up, ms. */
const LEASE = 30_000
/** How often deeds left behind by a killed process are looked for, ms. */
const FLOOR = 5_000

/** What people do is never lost: kept first, acknowledged then, done after. One person's deeds are done in their order. */
export function startInbox(parts: Parts): Inbox {
  const queues = new Map<string, Promise<void>>()
  const underWay = new Set<string>()
  let stopped = false

  const enqueue = (key: string, heard: Heard) => {
    // A deed that waits longer than its lease is still this process's own.
    if (underWay.has(key)) return
    underWay.add(key)
    const person = `${heard.speaker.chat} ${heard.speaker.user}`
    const before = queues.get(person) ?? Promise.resolve()
    const mine = before
      .then(() => work(parts, key, heard))
      .catch(error => parts.log.error({ err: error }, 'a deed was left'))
      .finally(() => underWay.delete(key))
    queues.set(person, mine)
    void mine.then(() => queues.get(person) === mine && queues.delete(person))
  }

  const sweep = async () => {
    for (const { key, heard } of await takeUp(parts.db, parts.now())) if (heard && !stopped) enqueue(key, heard)
  }
  let sweeping: Promise<void> | null = null
  const swept = () => {
    sweeping ??= sweep()
      .catch(error => parts.log.error({ err: error }, 'the inbox could not be read'))
      .finally(() => {
        sweeping = null
      })
  }
  const timer = setInterval(swept, FLOOR)
  swept()

  return {
    async hear(key, raw) {
      const heard = clean(raw) as Heard
      const now = parts.now()
      const row = { key, heard, heardAt: now, leaseUntil: addMilliseconds(now, LEASE) }
      const kept = await parts.db.insert(inbox).values(row).onConflictDoNothing().returning({ key: inbox.key })
      if (kept.length > 0 && !stopped) enqueue(key, heard)
      return kept.length > 0
    },
    async idle() {
      while (queues.size > 0) await Promise.all(queues.values())
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await sweeping
      await Promise.all(queues.values())
    },
  }
}

async function work({ db, desk, replies, log, now }: Parts, key: string, heard: Heard): Promise<void> {
  const answer = await carryOut(desk, key, heard)
  await replies
    .get(heard.speaker.chat)?.(heard, answer)
    .catch(error => log.warn({ err: error }, 'an answer did not reach its asker'))
  await db.update(inbox).set({ doneAt: now(), heard: null }).where(eq(inbox.key, key))
}

function carryOut(desk: Desk, key: string, { speaker, act }: Heard): Promise<Answer> {
  const delivery = { source: 'inbox', key }
  switch (act.kind) {
    case 'typed':
      return desk.typed(speaker, act.text, delivery)
    case 'asked':
      return desk.asked(speaker, act.command, act.input, delivery)
    case 'pressed':
      return desk.pressed(speaker, act.token, delivery)
    case 'submitted':
      return desk.submitted(speaker, act.token, act.values, delivery)
  }
}

/** Takes up what a killed process left. Nothing here runs twice to an effect: the deed's key guards its transaction. */
async function takeUp(db: Db, now: Date) {
  return db.transaction(async tx => {
    const left = and(isNull(inbox.doneAt), lte(inbox.leaseUntil, now))
    const rows = await tx
      .select()
      .from(inbox)
      .where(left)
      .orderBy(asc(inbox.heardAt))
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
