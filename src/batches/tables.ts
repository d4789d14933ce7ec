import { integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '../kernel/shapes/actor.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Many things that somebody asked for with one press: each is done after it, in a transaction of its own. */
export const batches = pgTable('batches', {
  id: uuid().primaryKey(),
  /** What is asked for each, and the argument that names it. */
  command: text().notNull(),
  argument: text().notNull(),
  /** What is the same for each. */
  input: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  /** `order` and `forwarded`, as in `12 of 40 orders are forwarded`. */
  thing: text().notNull(),
  deed: text().notNull(),
  askedBy: jsonb('asked_by').$type<Actor>().notNull(),
  askedAt: at('asked_at').notNull(),
  finishedAt: at('finished_at'),
})
export type BatchRow = typeof batches.$inferSelect

export const outcomes = ['done', 'refused', 'failed'] as const

/** The things of a batch, in their order. */
export const batchItems = pgTable(
  'batch_items',
  {
    batchId: uuid('batch_id').notNull(),
    position: integer().notNull(),
    subject: uuid().notNull(),
    /** What people call it: `1042-A`. */
    number: text().notNull(),
    /** How it ended; null while it waits. */
    outcome: text().$type<(typeof outcomes)[number]>(),
    /** Why it was not done, as a sentence without what people wrote. */
    why: text(),
  },
  table => [primaryKey({ columns: [table.batchId, table.position] })],
)
export type BatchItem = typeof batchItems.$inferSelect
