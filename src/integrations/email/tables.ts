import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Addresses that mail is no longer sent to, as after a bounce, until staff switch them on again. */
export const mailStops = pgTable('mail_stops', {
  address: text().primaryKey(),
  why: text().notNull(),
  stoppedAt: timestamp('stopped_at', { withTimezone: true }).notNull(),
})
