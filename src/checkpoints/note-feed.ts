import { addHours } from 'date-fns/addHours'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { among } from '../kernel/ground/among.ts'
import { feedStates, followedNumbers } from './tables.ts'

/** How long nothing may be heard of a parcel until its feed is asked, hours. */
export const SILENT_HOURS = 26

export const NoteRegistered = z.object({
  feed: z.string(),
  registered: z.array(z.object({ number: z.string(), refused: z.string().max(500).nullable() })),
  quota: z.object({ left: z.int(), of: z.int().nullable() }).nullish(),
})

/** Notes which parcels a feed follows now, and that it does what it is asked. */
export async function noteRegistered(verb: Verb, input: z.infer<typeof NoteRegistered>): Promise<Outcome> {
  const { feed, registered, quota } = input
  const own = (numbers: readonly string[]) =>
    and(eq(followedNumbers.feed, feed), among(followedNumbers.number, numbers))
  if (registered.length > 0) {
    const numbers = registered.map(({ number }) => number)
    await verb.record('feed.registered', feed, { numbers })
  }
  const taken = registered.filter(one => one.refused === null).map(one => one.number)
  const times = { registeredAt: verb.now, readAt: addHours(verb.now, SILENT_HOURS) }
  if (taken.length > 0) await verb.db.update(followedNumbers).set(times).where(own(taken))
  for (const { number, refused } of registered)
    if (refused !== null)
      await verb.db
        .update(followedNumbers)
        .set({ refused })
        .where(own([number]))
  const left = quota && { quotaLeft: quota.left, quotaOf: quota.of, quotaAt: verb.now }
  const before = await setState(verb, feed, { failingSince: null, why: null, ...left })
  if (before?.failingSince) await verb.record('feed.recovered', feed, { title: titleOf(verb, feed) })
  return { text: `${titleOf(verb, feed)} follows ${taken.length} more.` }
}

export const ReportFeed = z.object({ feed: z.string(), why: z.string(), since: z.coerce.date() })

/** Notifies staff, once, that a feed does not do what it is asked. */
export async function reportFeed(verb: Verb, { feed, why, since }: z.infer<typeof ReportFeed>): Promise<Outcome> {
  const before = await setState(verb, feed, { failingSince: since, why })
  if (!before?.failingSince || before.why !== why)
    await verb.record('feed.failed', feed, { title: titleOf(verb, feed), why, since: since.toISOString() })
  return { text: why }
}

type FeedState = typeof feedStates.$inferSelect

/** @returns how it did before */
async function setState({ db }: Verb, feed: string, state: Partial<FeedState>): Promise<FeedState | undefined> {
  const [before] = await db.select().from(feedStates).where(eq(feedStates.feed, feed))
  await db
    .insert(feedStates)
    .values({ feed, ...state })
    .onConflictDoUpdate({ target: feedStates.feed, set: state })
  return before
}

const titleOf = ({ outside }: Verb, feed: string) => outside.feeds.get(feed)?.title ?? feed
