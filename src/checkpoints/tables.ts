import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { CarrierDetail, CarrierTag } from '../kernel/shapes/feed.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What carriers said of a number, each thing once, whether a parcel here has that number or not. */
export const checkpoints = pgTable(
  'checkpoints',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Normalised, as that of a shipment. */
    number: text().notNull(),
    /** A hash of the time, the status, the words and the place: what is repeated has the same. */
    key: text().notNull(),
    /** When it happened, by the carrier. */
    at: at('at').notNull(),
    /** Null for a status that nobody knows. */
    tag: text().$type<CarrierTag>(),
    detail: text().$type<CarrierDetail>(),
    /** The status by the feed's own name. */
    status: text().notNull(),
    /** The carrier's own words, as they came: they may name who signed. */
    words: text(),
    place: text(),
    /** The integration that brought it. */
    feed: text().notNull(),
    heardAt: at('heard_at').notNull(),
  },
  table => [uniqueIndex('checkpoints_once').on(table.number, table.key), index('checkpoints_heard').on(table.heardAt)],
)
export type Checkpoint = typeof checkpoints.$inferSelect

/** Numbers that a feed is to follow, or follows: each is registered once, for it may cost something each time. */
export const followedNumbers = pgTable(
  'followed_numbers',
  {
    feed: text().notNull(),
    number: text().notNull(),
    /** A code of carriers.ts, or `other`. */
    carrier: text().notNull(),
    carrierName: text('carrier_name').notNull(),
    /** It is of a parcel that goes back. */
    isBack: boolean('is_back').notNull().default(false),
    askedAt: at('asked_at').notNull(),
    registeredAt: at('registered_at'),
    /** Why the feed does not take it, in its words. */
    refused: text(),
    /** When it is read if nothing is heard of it until then; null when it is over. */
    readAt: at('read_at'),
  },
  table => [
    primaryKey({ columns: [table.feed, table.number] }),
    index('followed_numbers_waiting')
      .on(table.feed, table.askedAt, table.number)
      .where(sql`registered_at is null and refused is null`),
    index('followed_numbers_read').on(table.readAt).where(sql`read_at is not null`),
  ],
)
export type FollowedNumber = typeof followedNumbers.$inferSelect

/** How a feed does. */
export const feedStates = pgTable('feed_states', {
  feed: text().primaryKey(),
  /** Since when it does not do what it is asked, and why, in words; null while all is well. */
  failingSince: at('failing_since'),
  why: text(),
  quotaLeft: integer('quota_left'),
  quotaOf: integer('quota_of'),
  quotaAt: at('quota_at'),
})
