import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Why } from './why.ts'

/**
 * What of a customer was erased, or is to be: the log of it, and the tombstone that keeps it from coming back. It names
 * an order as its store does; a customer by a fingerprint; or, with neither, all orders of a store placed until then.
 */
export const erasures = pgTable(
  'erasures',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The store's own lasting name. */
    store: text().notNull(),
    externalId: text('external_id'),
    /** As people say it; null for an order that never came in. */
    number: text(),
    /** The fingerprint of an e-mail address or a phone number, with what it was salted with: see fingerprint.ts. */
    person: text(),
    salt: text(),
    /** Which parts: where parcels go, and what people wrote. */
    address: boolean().notNull(),
    words: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    why: text().$type<Why>().notNull(),
    by: text().notNull(),
    /** Still to be done, at least in part. */
    pending: boolean().notNull().default(true),
    /** How many fields and files went. */
    fields: integer().notNull().default(0),
    files: integer().notNull().default(0),
  },
  table => [
    uniqueIndex('erasures_order').on(table.store, table.externalId).where(sql`external_id is not null`),
    index('erasures_wide').on(table.store).where(sql`external_id is null`),
    index('erasures_at').on(table.at),
    index('erasures_to_do').on(table.at).where(sql`pending`),
  ],
)
export type Erasure = typeof erasures.$inferSelect
