import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Where a store wants to hear what happens to its orders, or a supplier what it is asked. */
export const webhookEndpoints = pgTable('webhook_endpoints', {
  /** A store's id, or a supplier's. */
  ownerId: uuid('owner_id').primaryKey(),
  url: text().notNull(),
  /** What we sign with, sealed. */
  secret: text().notNull(),
  /** The one before, and until when we sign with it as well, so that it can be exchanged. */
  formerSecret: text('former_secret'),
  formerUntil: at('former_until'),
  connectedAt: at('connected_at').notNull(),
  connectedBy: text('connected_by').notNull(),
  /** Since when nothing has arrived there; null while it does. */
  failingSince: at('failing_since'),
  /** Since when nothing is sent there any more, and why. */
  disabledAt: at('disabled_at'),
  disabledWhy: text('disabled_why'),
})
export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect

/** What a store or supplier is sent, each time with the same id and body. Nobody's name or address is in it. */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    id: text().primaryKey(),
    ownerId: uuid('owner_id').notNull(),
    type: text().notNull(),
    body: text().notNull(),
    madeAt: at('made_at').notNull(),
    /** When it arrived. */
    sentAt: at('sent_at'),
    /** What it was answered the last time. */
    status: integer(),
  },
  table => [index('webhook_messages_store').on(table.ownerId, table.madeAt)],
)
export type WebhookMessage = typeof webhookMessages.$inferSelect
