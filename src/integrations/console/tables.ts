import { isNull } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { Attached } from '../../kernel/shapes/card.ts'
import type { Drawn } from '../../kernel/shapes/chat.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Rooms that were opened by naming them. The staff rooms are always there and have no row. */
export const consoleChannels = pgTable('console_channels', {
  id: text().primaryKey(),
  name: text().notNull(),
  openedAt: at('opened_at').notNull().defaultNow(),
})

/** What a room shows. */
export const consoleMessages = pgTable(
  'console_messages',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** The sender's own name for it: the same key is never shown twice. */
    key: text().notNull().unique(),
    channel: text().notNull(),
    /** The root message, for a reply. */
    thread: bigint({ mode: 'number' }).references((): AnyPgColumn => consoleMessages.id),
    /** What Waybill shows; null for what a person wrote. */
    card: jsonb().$type<Drawn>(),
    /** Who wrote it, by id and by name, and their words and files; empty once they were deleted. */
    author: text(),
    authorName: text('author_name'),
    words: text(),
    files: jsonb().$type<readonly Attached[]>().notNull().default([]),
    deletedAt: at('deleted_at'),
    /** The clock's reading at the last change. */
    revision: bigint({ mode: 'number' }).notNull(),
    postedAt: at('posted_at').notNull().defaultNow(),
    editedAt: at('edited_at'),
    /** The thread under it takes no more writing. */
    closed: boolean().notNull().default(false),
  },
  table => [
    index('console_messages_roots').on(table.channel, table.id).where(isNull(table.thread)),
    index('console_messages_thread').on(table.thread, table.id),
    index('console_messages_revision').on(table.revision),
  ],
)

/** Who signed in, and with which browser: that is known for a while after they signed out. */
export const consoleSessions = pgTable(
  'console_sessions',
  {
    /** The hash of what the cookie holds. */
    id: text().primaryKey(),
    /** Null where the one secret of all opened it. */
    user: text(),
    /** The hash of the browser's own cookie. */
    device: text().notNull(),
    begunAt: at('begun_at').notNull(),
    endedAt: at('ended_at'),
  },
  table => [index('console_sessions_device').on(table.device)],
)

/**
 * One row that counts changes. A row, not a sequence: its lock is held until commit, so revisions
 * become visible in order and a reader who has seen 7 will never be shown a 6 afterwards.
 */
export const consoleClock = pgTable('console_clock', {
  id: integer().primaryKey(),
  revision: bigint({ mode: 'number' }).notNull(),
})
