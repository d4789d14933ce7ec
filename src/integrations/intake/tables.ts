import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What was answered under an `Idempotency-Key`, so that a repeat is answered alike and done once. */
export const intakeAnswers = pgTable(
  'intake_answers',
  {
    store: text().notNull(),
    key: text().notNull(),
    /** Of what was asked: another body under the same key is a mistake of the sender's. */
    bodyHash: text('body_hash').notNull(),
    begunAt: at('begun_at').notNull(),
    /** Null while it is being done. The answer names ids and outcomes, nobody's data. */
    status: integer(),
    answer: text(),
  },
  table => [primaryKey({ columns: [table.store, table.key] })],
)
