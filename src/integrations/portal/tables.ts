import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { Answer } from '../../kernel/shapes/answer.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Visits that began with a link. */
export const portalSessions = pgTable(
  'portal_sessions',
  {
    /** The hash of what the cookie holds. */
    id: text().primaryKey(),
    /** The hash of what stands in addresses instead, for a browser that keeps no cookies; null once it kept one. */
    path: text().unique(),
    /** The link that it began with: it ends with that. */
    link: text().notNull(),
    begunAt: at('begun_at').notNull(),
    endedAt: at('ended_at'),
  },
  table => [index('portal_sessions_link').on(table.link, table.begunAt)],
)

/** What was answered to an act, so that the page of the answer can be loaded again, and the act sent again. */
export const portalAnswers = pgTable(
  'portal_answers',
  {
    /** Of the session and the key under which the act was sent. */
    id: text().primaryKey(),
    session: text().notNull(),
    /** Null where it is not kept: it held a customer's address. */
    answer: jsonb().$type<Answer>(),
    /** The buttons and forms that it offered. */
    tokens: jsonb().$type<readonly string[]>().notNull(),
    /** The message whose button it answers. */
    about: text(),
    madeAt: at('made_at').notNull(),
  },
  table => [index('portal_answers_session').on(table.session), index('portal_answers_made').on(table.madeAt)],
)
