import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Which side asks; the other one answers. */
export type Asker = 'staff' | 'supplier'

/** What one side asks the other about a purchase order, next to the case it is. */
export const questions = pgTable('questions', {
  caseId: uuid('case_id').primaryKey(),
  asker: text().$type<Asker>().notNull(),
  askedBy: text('asked_by').notNull(),
  question: text().notNull(),
  answer: text(),
  answeredBy: text('answered_by'),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
})
export type Question = typeof questions.$inferSelect
