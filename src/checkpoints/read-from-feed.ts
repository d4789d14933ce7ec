import { and, asc, eq, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import type { TaskKind } from '../kernel/carrying/task.ts'
import { count } from '../kernel/words/text.ts'
import { queueOfFeed } from './register-numbers.ts'
import { asParcel, type FeedParts } from './register-with-feed.ts'
import { followedNumbers } from './tables.ts'

/** How many parcels are read in one go, before what waits to be registered has its turn. */
const BATCH = 50

/** Reads parcels that nothing was heard of for too long: a webhook may be late, or lost. */
export function readFromFeed({ db, ask, outside, now }: FeedParts): TaskKind {
  return {
    async run({ subject: name, signal }) {
      const feed = outside.feeds.get(name)
      if (!feed) return
      for (const row of await dueOf(db, name, now())) {
        signal.throwIfAborted()
        const scans = await feed.read(asParcel(row))
        await ask('tracking.heard', { feed: name, scans, read: [row.number] }, { side: 'system', name: feed.title })
      }
    },
  }
}

function dueOf(db: FeedParts['db'], feed: string, now: Date) {
  return db
    .select()
    .from(followedNumbers)
    .where(and(eq(followedNumbers.feed, feed), lte(followedNumbers.readAt, now)))
    .orderBy(asc(followedNumbers.readAt))
    .limit(BATCH)
}

export const OweFeedReadings = z.object({})

/** Owes a reading to each feed that is on and has parcels that were silent for too long. */
export async function oweFeedReadings(verb: Verb): Promise<Outcome> {
  const due = await verb.db
    .selectDistinct({ feed: followedNumbers.feed })
    .from(followedNumbers)
    .where(lte(followedNumbers.readAt, verb.now))
  for (const { feed } of due) await verb.owe({ name: 'feed.read', subject: feed, queue: queueOfFeed(feed) })
  return { text: `${count(due.length, 'feed')} will be read.` }
}
