import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Events } from '../events.ts'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind, Work } from '../kernel/carrying/task.ts'
import type { Db, Reads } from '../kernel/ground/db.ts'
import { events } from '../kernel/ground/tables.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import { RefusedThere } from '../kernel/words/refusal.ts'
import type { Order } from '../orders/tables.ts'
import type { LinkedStore, LinkedStores } from '../stores/linked-store.ts'
import { linkedOrder } from './linked-order.ts'

export type ToldBesides = Events['telling.failed']['what']

/** The tasks that tell it. */
export const BESIDES = {
  deadline: 'order.tell-deadline',
  hold: 'order.tell-hold',
  events: 'order.tell-events',
} as const satisfies Record<ToldBesides, string>

const HOUR = 3_600_000
/** So many refusals of a store are its last word: what it was asked by may have changed between reading and writing. */
const TRIES = 3

/** Whether what a store refuses is settled by that. */
export const isRefusedForGood = (error: unknown, { attempt }: Pick<Work, 'attempt'>): error is RefusedThere =>
  error instanceof RefusedThere && attempt >= TRIES - 1

export type TellingParts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/**
 * Tells an order's store something besides its parcels. What it doesn't take for an hour is reported to staff, and what it
 * refuses is reported once and then left alone; once it works after all, staff read that too.
 */
export function tellBesides(
  what: ToldBesides,
  { db, ask, linked, now }: TellingParts,
  tell: (found: LinkedStore & { order: Order }, work: Work) => Promise<void>,
): TaskKind {
  return {
    reportAfter: HOUR,
    async run(work) {
      const { subject: order } = work
      const found = await linkedOrder(db, linked, order)
      if (!found) return
      try {
        await tell(found, work)
      } catch (error) {
        if (!isRefusedForGood(error, work)) throw error
        await ask('telling.report', { order, what, why: error.message, since: now(), isFinal: true }, waybill)
        return
      }
      if (await isFailing(db, order, what)) await ask('telling.settle', { order, what }, waybill)
    },
    async report({ subject: order, why, since }) {
      await ask('telling.report', { order, what, why, since, isFinal: false }, waybill)
    },
  }
}

/** Whether people know that the store isn't up to date. */
async function isFailing(db: Reads, order: string, what: ToldBesides): Promise<boolean> {
  const isAboutIt = and(eq(events.about, order), inArray(events.name, ['telling.failed', 'telling.settled']))
  const [last] = await db
    .select({ name: events.name })
    .from(events)
    .where(and(isAboutIt, sql`${events.data}->>'what' = ${what}`))
    .orderBy(desc(events.id))
    .limit(1)
  return last?.name === 'telling.failed'
}
