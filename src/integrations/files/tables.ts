import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** Which version of a purchase order a folder was given last, and the mark of what that asks. */
export const orderFiles = pgTable('order_files', {
  messageId: uuid('message_id').primaryKey(),
  version: integer().notNull(),
  mark: text().notNull(),
})
