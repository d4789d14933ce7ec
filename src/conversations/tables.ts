/**
 * A conversation is what a supplier and the shop's staff write to one another about one case, wherever each side sits.
 *
 * Its *ends* are threads under root cards: in every room of the supplier the thread under the case's own card, and in
 * the staff's support rooms the thread under a card that is there for nothing else, *Conversation with …*. What is
 * written in one end goes to all others. The staff's own card of the case isn't an end: what they write in its thread
 * stays
 * there, and what is meant for the supplier is sent on purpose, by *Reply to supplier* or in the conversation's thread.
 * So a thread is either shared, and its card and every message that came across says so, or it is private.
 */
import { sql } from 'drizzle-orm'
import { bigserial, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

export type End = 'staff' | 'supplier'

export const conversations = pgTable('conversations', {
  /** The case's. */
  id: uuid().primaryKey(),
  orderId: uuid('order_id').notNull(),
  supplierId: uuid('supplier_id').notNull(),
  /** What it is about, in words: `Complaint C12 of 1042-A`. */
  about: text().notNull(),
  openedAt: at('opened_at').notNull(),
  closedAt: at('closed_at'),
})
export type Conversation = typeof conversations.$inferSelect

/** The root cards whose threads are the conversation's. */
export const conversationEnds = pgTable(
  'conversation_ends',
  {
    kind: text().notNull(),
    subject: text().notNull(),
    conversationId: uuid('conversation_id').notNull(),
    side: text().$type<End>().notNull(),
  },
  table => [
    primaryKey({ columns: [table.kind, table.subject] }),
    index('conversation_ends_conversation').on(table.conversationId),
  ],
)
export type ConversationEnd = typeof conversationEnds.$inferSelect

/** A message of ours or of somebody's, kept whole: an edit keeps what was there before, a deletion only marks it. */
export const utterances = pgTable(
  'utterances',
  {
    id: uuid().primaryKey().defaultRandom(),
    position: bigserial({ mode: 'number' }).notNull(),
    conversationId: uuid('conversation_id').notNull(),
    /** Null where it was deleted before it was heard: then nobody knows whose it was. */
    side: text().$type<End>(),
    chat: text(),
    user: text(),
    name: text(),
    /** Where it was written. */
    roomId: uuid('room_id'),
    /** The chat's own id for it; null for what was sent by a form. */
    message: text(),
    text: text().notNull(),
    /** All of it, where `text` is only what is new in it, as of a mail that quotes. */
    whole: text(),
    /** What was with it and could not be brought across, in words. */
    lacks: jsonb().$type<readonly string[]>().notNull().default(sql`'[]'`),
    files: jsonb().$type<readonly { file: string; name: string }[]>().notNull().default(sql`'[]'`),
    /** What of the customer's own it names: it went to nobody, and its words are not kept. */
    heldFor: jsonb('held_for').$type<readonly string[]>(),
    saidAt: at('said_at').notNull(),
    editedAt: at('edited_at'),
    /** What stood there before each edit, oldest first. */
    earlier: jsonb().$type<readonly { text: string; until: string }[]>().notNull().default(sql`'[]'`),
    deletedAt: at('deleted_at'),
  },
  table => [
    uniqueIndex('utterances_message').on(table.roomId, table.message).where(sql`message is not null`),
    index('utterances_conversation').on(table.conversationId, table.position),
  ],
)
export type Utterance = typeof utterances.$inferSelect
