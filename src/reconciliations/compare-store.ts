import { startOfDay } from 'date-fns/startOfDay'
import { subDays } from 'date-fns/subDays'
import { eq } from 'drizzle-orm'
import type { Ask } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { LinkedStores } from '../stores/linked-store.ts'
import { stores } from '../stores/tables.ts'
import { tally } from './tally.ts'
import { OVERLAP, readingQueueOf, walkStore } from './walk-store.ts'

/** How many days back a store is compared, where nobody names a day. */
export const USUAL_DAYS = 30

type Parts = { db: Db; ask: Ask; linked: LinkedStores; now: () => Date }

/** Compares the orders that were placed at a store with those here, and takes what is missing. */
export function compareStore({ db, ask, linked, now }: Parts): TaskKind {
  return {
    async run(work) {
      const [id = '', day] = work.subject.split(' ')
      const store = await linked(id)
      if (!store?.storefront.walk) return
      const [known] = await db.select().from(stores).where(eq(stores.id, id))
      if (!known) return
      // What was placed in the last minutes may not be found there yet.
      const until = new Date(now().getTime() - OVERLAP)
      const wished = day ? new Date(day) : later(known.addedAt, startOfDay(subDays(now(), USUAL_DAYS)))
      const shown = store.storefront.showsSince?.(store.link, now()) ?? null
      const limit = shown && shown.since > wished ? shown : null
      const since = limit?.since ?? wished
      const all = await walkStore(store, { db, ask, work, since, until: now() })
      const placed = all.filter(({ placedAt }) => placedAt >= since && placedAt < until)
      const counted = await store.storefront.count?.(store.link, { since, until })
      const outcome = {
        ...{ store: id, since, until, limit: limit?.why ?? null, there: counted?.exact ? counted.orders : null },
        ...{ shown: placed.length, externalIds: placed.map(one => one.externalId) },
        ...tally(placed.map(one => one.outcome)),
      }
      await ask('store.note-comparison', outcome, waybill)
    },
  }
}

const later = (one: Date, other: Date) => (one > other ? one : other)

/** What is owed to a store to be compared, from a day on. */
export const comparisonOf = (store: string, since?: Date) => ({
  name: 'store.compare',
  subject: since ? `${store} ${since.toISOString()}` : store,
  queue: readingQueueOf(store),
})
