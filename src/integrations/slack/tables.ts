import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Files of ours that Slack has, or was about to be given: what was given once is not given again. */
export const slackFiles = pgTable(
  'slack_files',
  {
    file: uuid().notNull(),
    /** The message under which it was shared; empty for one that only a card shows. */
    message: text().notNull(),
    /** Slack's own id for it, known before the first byte is sent. */
    ref: text().notNull(),
    begunAt: at('begun_at').notNull(),
    /** Since when Slack has the whole file. */
    doneAt: at('done_at'),
    /** Slack's word, where it does not take it at all. */
    refused: text(),
  },
  table => [primaryKey({ columns: [table.file, table.message] })],
)
