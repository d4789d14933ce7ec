import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Ask, OutsideSystems } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import type { Db } from '../kernel/ground/db.ts'
import { waybill } from '../kernel/shapes/actor.ts'
import type { Feed, Quota } from '../kernel/shapes/feed.ts'
import { shipments } from '../shipments/tables.ts'
import { followedNumbers } from './tables.ts'

/** After how long of failing staff are notified, ms. */
export const FEED_REPORT_AFTER = 10 * 60_000

export type FeedParts = { db: Db; ask: Ask; outside: OutsideSystems; now: () => Date }

/** Registers what waits with a feed, as many at a time as it takes. */
export function registerWithFeed({ db, ask, outside }: FeedParts): TaskKind {
  return {
    reportAfter: FEED_REPORT_AFTER,
    async run({ subject: name, mustHold, signal }) {
      const feed = outside.feeds.get(name)
      if (!feed) return
      for (let rows = await waiting(db, name, feed.most); rows.length > 0; rows = await waiting(db, name, feed.most)) {
        signal.throwIfAborted()
        mustHold()
        const registered = await feed.register(rows.map(asParcel))
        // What it says nothing about is not asked again for ever.
        const said = new Map(registered.map(one => [one.number, one]))
        const all = rows.map(({ number }) => said.get(number) ?? { number, refused: `${feed.title} didn’t answer.` })
        await ask('feed.note-registered', { feed: name, registered: all }, waybill)
      }
      await ask('feed.note-registered', { feed: name, registered: [], quota: await quotaOf(feed) }, waybill)
    },
    async report({ subject: feed, why, since }) {
      await ask('feed.report', { feed, why, since }, waybill)
    },
  }
}

/** Those that wait longest, of which a parcel still has the number: a number that was corrected at once costs nothing. */
function waiting(db: Db, feed: string, most: number) {
  const { feed: of, registeredAt, refused, number, askedAt, isBack } = followedNumbers
  const isHere = sql`(${isBack} or exists (select from ${shipments} where ${eq(shipments.number, number)}))`
  return db
    .select()
    .from(followedNumbers)
    .where(and(eq(of, feed), isNull(registeredAt), isNull(refused), isHere))
    .orderBy(asc(askedAt), asc(number))
    .limit(most)
}

export const asParcel = ({ number, carrier: code, carrierName: name }: typeof followedNumbers.$inferSelect) => ({
  ...{ number, carrier: { code, name } },
})

/** A feed that doesn't say how much is left still follows. */
const quotaOf = async (feed: Feed): Promise<Quota | null> => (await feed.quota?.().catch(() => null)) ?? null
