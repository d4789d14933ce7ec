import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** What the sample shop's own store was asked to show its customers. */
export const sampleFulfilments = pgTable('sample_fulfilments', {
  /** The store's own id. */
  id: text().primaryKey(),
  orderExternalId: text('order_external_id').notNull(),
  orderNumber: text('order_number').notNull(),
  /** Our id of the parcel. */
  parcel: text().notNull(),
  carrier: text().notNull(),
  number: text().notNull(),
  url: text(),
  /** By the line of the order. */
  pieces: jsonb().$type<readonly { line: string; quantity: number }[]>().notNull(),
  notifiedAt: timestamp('notified_at', { withTimezone: true }),
  fulfilledAt: timestamp('fulfilled_at', { withTimezone: true }).notNull(),
})
