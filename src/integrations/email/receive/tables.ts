import { sql } from 'drizzle-orm'
import { bigserial, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, bytea } from '../../../kernel/ground/tables.ts'

/** Every mail that came, once, by whichever way it came first; what it led to is done after it is here. */
export const receivedMails = pgTable(
  'received_mails',
  {
    /** Made from what the mail is: see `keep-mail.ts`. */
    id: uuid().primaryKey(),
    position: bigserial({ mode: 'number' }).notNull(),
    via: text().notNull(),
    /** To whom the envelope says it went, where the mail itself may not say so. */
    to: text().notNull(),
    /** Who wrote it, by its head. */
    from: text(),
    /** The mail as it came; null once it has been erased, or was kept long enough. */
    raw: bytea(),
    receivedAt: at('received_at').notNull(),
    /** The message of ours that it answers, or tells of. */
    messageId: uuid('message_id'),
    doneAt: at('done_at'),
    /** What it was: `reply`, `bounce`… */
    outcome: text(),
    attempts: integer().notNull().default(0),
  },
  table => [
    index('received_mails_open').on(table.position).where(sql`done_at is null`),
    index('received_mails_from').on(table.from, table.receivedAt),
    index('received_mails_message').on(table.messageId),
  ],
)
export type ReceivedMail = typeof receivedMails.$inferSelect

/** How far a mailbox was read. Its numbers count within one `uidValidity`: another one means that they began again. */
export const mailboxes = pgTable('mailboxes', {
  name: text().primaryKey(),
  uidValidity: text('uid_validity').notNull(),
  uid: integer().notNull(),
})
