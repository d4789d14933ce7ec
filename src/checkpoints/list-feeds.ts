import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import type { CardLine } from '../kernel/shapes/card.ts'
import { count, inFigures } from '../kernel/words/text.ts'
import { checkpoints, feedStates, followedNumbers } from './tables.ts'

export const ListFeeds = z.object({})

type Counts = { feed: string; followed: number; waiting: number; refused: number; month: number }

/** Carriers' feeds: how many parcels each follows, what one costs, what is left, and what is wrong. */
export async function listFeeds({ db, outside, now }: Verb): Promise<Outcome> {
  const counts = new Map((await countFollowed(db, now)).map(one => [one.feed, one]))
  const states = new Map((await db.select().from(feedStates)).map(one => [one.feed, one]))
  const lines = [...outside.feeds].map(([name, { title, costs }], at): CardLine => {
    const { followed = 0, waiting = 0, refused = 0, month = 0 } = counts.get(name) ?? {}
    const { why, quotaLeft, quotaOf } = states.get(name) ?? {}
    const parts = [
      at > 0 ? 'not used: the one before it registers parcels' : null,
      `${count(followed, 'parcel')} followed, ${inFigures(month)} of them registered this month`,
      waiting > 0 ? `${inFigures(waiting)} waiting` : null,
      refused > 0 ? `${inFigures(refused)} refused` : null,
      costs,
      quotaLeft == null ? null : `${inFigures(quotaLeft)}${quotaOf ? ` of ${inFigures(quotaOf)}` : ''} left`,
      why ? `Not working: ${why}` : null,
    ]
    return { text: title, detail: parts.filter(part => part !== null).join(' · ') }
  })
  const unknown = [...(await countUnknown(db))].reduce((sum, [, number]) => sum + number, 0)
  const summary =
    lines.length === 0
      ? 'No feed follows your parcels, so first scans and deliveries are typed, imported or sent to the signed door.'
      : `${count(lines.length, 'feed')} on.${unknown > 0 ? ` ${count(unknown, 'status', 'statuses')} so far that I don’t know.` : ''}`
  return { text: summary, card: { audience: 'staff', tone: 'neutral', title: 'Carriers’ feeds', summary, lines } }
}

async function countFollowed(db: Reads, now: Date): Promise<readonly Counts[]> {
  const { feed, registeredAt, refused } = followedNumbers
  const month = sql`date_trunc('month', ${now.toISOString()}::timestamptz)`
  return db
    .select({
      feed,
      followed: sql<number>`count(${registeredAt})::int`,
      month: sql<number>`(count(*) filter (where ${registeredAt} >= ${month}))::int`,
      waiting: sql<number>`(count(*) filter (where ${registeredAt} is null and ${refused} is null))::int`,
      refused: sql<number>`count(${refused})::int`,
    })
    .from(followedNumbers)
    .groupBy(feed)
}

/** How many parcels wait to be registered, by feed. */
export async function countWaiting(db: Reads, now: Date): Promise<ReadonlyMap<string, number>> {
  return new Map((await countFollowed(db, now)).map(({ feed, waiting }) => [feed, waiting]))
}

/** How many statuses came that nobody knows, by feed. */
export async function countUnknown(db: Reads): Promise<ReadonlyMap<string, number>> {
  const { feed, tag } = checkpoints
  const rows = await db
    .select({ feed, unknown: sql<number>`count(*)::int` })
    .from(checkpoints)
    .where(sql`${tag} is null`)
    .groupBy(feed)
  return new Map(rows.map(({ feed: name, unknown }) => [name, unknown]))
}
