import { setTimeout } from 'node:timers/promises'
import { addMilliseconds } from 'date-fns/addMilliseconds'
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Answer } from './answer.ts'
import type { Db } from './db.ts'
import type { Desk } from './desk.ts'
import type { Heard } from './heard.ts'
import type { Log } from './log.ts'
import { inbox } from './tables.ts'

/** Something heard, as it is kept. */
export type Deed = { key: string; heard: Heard; heardAt: Date; thread: string | null; position: number }

type Parts = {
  db: Db
  desk: Desk
  replies: ReadonlyMap<string, (heard: Heard, answer: Answer) => Promise<void>>
  log: Log
  now: () => Date
}

/** How long one deed may take before another process takes it up, ms. */
export const LEASE = 30_000
/** How soon a deed that failed is tried again, and for how long, ms. */
const AGAIN = 2_000
const PATIENCE = 10 * 60_000
/** How often another process's part of a thread is looked at, ms. */
const LOOK = 100

const LOST: Answer = {
  kind: 'refused',
  text: 'What you wrote could not be brought across; the fault was recorded. Please write it again.',
}

/** Does a deed and tells its author; null when there is nothing to tell. */
export async function carryOut(parts: Parts, { key, heard, heardAt }: Deed): Promise<Answer | null> {
  const { db, replies, log, now } = parts
  const late = now().getTime() - heardAt.getTime() > PATIENCE
  const answer = await ask(parts.desk, key, heard).catch(error => {
    // Words in a thread are tried again; but one message that always fails must not hold up the thread for ever.
    if (!late) throw error
    log.error({ err: error }, 'words were given up')
    return LOST
  })
  const reply = answer && replies.get(heard.speaker.chat)
  if (reply) await reply(heard, answer).catch(error => log.warn({ err: error }, 'an answer did not reach its asker'))
  await db.update(inbox).set({ doneAt: now(), heard: null }).where(eq(inbox.key, key))
  return answer
}

async function ask(desk: Desk, key: string, { speaker, act }: Heard): Promise<Answer | null> {
  const delivery = { source: 'inbox', key }
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
      return desk.overhears(speaker, act, delivery)
  }
}

/** Does what is owed in a deed's thread, oldest first, up to the deed itself; what another process holds is waited for. */
export async function inOrder(
  parts: Parts,
  own: { has(key: string): boolean; stopped(): boolean },
  deed: Deed,
): Promise<Answer | null> {
  for (;;) {
    const first = await oldest(parts.db, deed.thread ?? '')
    if (!first?.heard || first.position > deed.position) return null
    if (first.key === deed.key) return carryOut(parts, deed)
    if (own.has(first.key) || (await takeOver(parts, first.key)))
      await carryOut(parts, { ...first, heard: first.heard }).catch(async error => {
        await giveBack(parts, first)
        throw error
      })
    else if (own.stopped()) return null
    else await setTimeout(LOOK)
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

/** Takes what another process left; false while it is still at it. */
async function takeOver({ db, now }: Parts, key: string): Promise<boolean> {
  const left = and(eq(inbox.key, key), isNull(inbox.doneAt), lte(inbox.leaseUntil, now()))
  const leaseUntil = addMilliseconds(now(), LEASE)
  return (await db.update(inbox).set({ leaseUntil }).where(left).returning()).length > 0
}

/** Leaves a deed that failed to whoever looks next, soon. */
export async function giveBack({ db, now }: Parts, { key }: Pick<Deed, 'key'>): Promise<void> {
  const leaseUntil = addMilliseconds(now(), AGAIN)
  await db
    .update(inbox)
    .set({ leaseUntil })
    .where(and(eq(inbox.key, key), isNull(inbox.doneAt)))
}
