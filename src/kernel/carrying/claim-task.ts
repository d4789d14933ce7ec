import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../ground/db.ts'
import { type Beat, endOf } from '../ground/heart.ts'
import { instant, later } from '../ground/instant.ts'
import { taskQueues, tasks } from '../ground/tables.ts'

export type ClaimedTask = typeof tasks.$inferSelect & {
  owner: string
  /** When it was asked for, by a clock that never jumps, ms: its lease began after. */
  claimedAt: number
  /** For whom; null for nobody that others hear of. */
  beat: Beat | null
}

type Given = {
  /** For whom it is claimed, so that others take its queue over soon after this process is not heard of. */
  beat?: Beat | null | undefined
  /** The time; without it, the database's own. */
  now?: Date | undefined
}

/** How long a queue is its owner's, ms, unless renewed, where nobody hears that its process is dead. */
export const QUEUE_LEASE = 20_000

/** Claims the oldest due task of a queue that nobody works on; null when there is none. */
export async function claimTask(db: Db, except: readonly string[], given: Given = {}): Promise<ClaimedTask | null> {
  const { beat = null, now } = given
  const at = instant(now)
  const owner = randomUUID()
  for (const { queue } of await dueQueues(db, except, at)) {
    const claimedAt = performance.now()
    if (!(await leaseQueue(db, queue, { owner, process: beat?.process ?? null }, at))) continue
    const due = and(eq(tasks.queue, queue), lte(tasks.dueAt, at))
    const [task] = await db.select().from(tasks).where(due).orderBy(asc(tasks.dueAt), asc(tasks.id)).limit(1)
    if (task) return { ...task, owner, claimedAt, beat }
    await freeQueue(db, queue, owner)
  }
  return null
}

const leaseEnds = endOf({
  until: sql`${taskQueues.leaseUntil}`,
  process: sql`${taskQueues.process}`,
  lease: QUEUE_LEASE,
})
const isFree = (at: SQL) => sql`${taskQueues.pausedUntil} <= ${at} and coalesce(${leaseEnds} <= ${at}, true)`

function dueQueues(db: Db, except: readonly string[], at: SQL) {
  const free = or(isNull(taskQueues.name), isFree(at))
  return db
    .select({ queue: tasks.queue })
    .from(tasks)
    .leftJoin(taskQueues, eq(taskQueues.name, tasks.queue))
    .where(and(lte(tasks.dueAt, at), free, except.length > 0 ? notInArray(tasks.queue, [...except]) : undefined))
    .groupBy(tasks.queue)
    .orderBy(sql`min(${tasks.dueAt})`)
    .limit(8)
}

type Owner = { owner: string; process: string | null }

async function leaseQueue(db: Db, name: string, owner: Owner, at: SQL): Promise<boolean> {
  const lease = { ...owner, leaseUntil: later(at, QUEUE_LEASE) }
  const rows = await db
    .insert(taskQueues)
    .values({ name, pausedUntil: sql`'epoch'::timestamptz`, ...lease })
    .onConflictDoUpdate({ target: taskQueues.name, set: lease, setWhere: isFree(at) })
    .returning({ name: taskQueues.name })
  return rows.length > 0
}

/** Keeps a queue for longer; false when it is another's by now. */
export async function renewQueue(db: Db, { queue, owner }: ClaimedTask, now?: Date): Promise<boolean> {
  const rows = await db
    .update(taskQueues)
    .set({ leaseUntil: later(instant(now), QUEUE_LEASE) })
    .where(and(eq(taskQueues.name, queue), eq(taskQueues.owner, owner)))
    .returning({ name: taskQueues.name })
  return rows.length > 0
}

/** Gives a queue back. @param rest for how long nothing of it is done, ms. */
export async function freeQueue(db: Db, queue: string, owner: string, rest = 0, now?: Date): Promise<void> {
  const pausedUntil = later(instant(now), rest)
  await db
    .update(taskQueues)
    .set({ owner: null, leaseUntil: null, ...(rest > 0 && { pausedUntil }) })
    .where(and(eq(taskQueues.name, queue), eq(taskQueues.owner, owner)))
}

/** How long until something may be claimed, ms, never below 0; null when nothing is owed. */
export async function untilNextTask(db: Db, except: readonly string[], now?: Date): Promise<number | null> {
  const at = instant(now)
  const free = sql`greatest(${tasks.dueAt}, ${taskQueues.pausedUntil}, ${leaseEnds})`
  const [next] = await db
    .select({ wait: sql<number | null>`extract(epoch from min(${free}) - ${at})::float8 * 1000` })
    .from(tasks)
    .leftJoin(taskQueues, eq(taskQueues.name, tasks.queue))
    .where(and(sql`isfinite(${tasks.dueAt})`, except.length > 0 ? notInArray(tasks.queue, [...except]) : undefined))
  return next?.wait === null || next?.wait === undefined ? null : Math.max(0, next.wait)
}
