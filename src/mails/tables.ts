import { and, isNotNull, isNull, sql } from 'drizzle-orm'
import { boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Attached } from '../kernel/shapes/card.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Mails that act on nothing by themselves: staff read them, and decide what becomes of them. */
export const mails = pgTable(
  'mails',
  {
    /** As its integration calls it. */
    id: uuid().primaryKey(),
    receivedAt: at('received_at').notNull(),
    /** Who wrote it, as its head says: anybody can write that. */
    address: text().notNull(),
    name: text().notNull(),
    subject: text().notNull(),
    /** The words that are new in it; `whole` has what it quotes as well. */
    text: text().notNull(),
    whole: text().notNull(),
    /** What came with it and can’t be kept, in words. */
    lacks: jsonb().$type<readonly string[]>().notNull().default(sql`'[]'`),
    /** The supplier’s room that it answers; null for what answers nothing of ours. */
    roomId: uuid('room_id'),
    purchaseOrderId: uuid('purchase_order_id'),
    orderId: uuid('order_id'),
    /** Of a customer’s mail: the address of ours that it came to; null for a supplier’s, and what answers nothing of ours. */
    sentTo: text('sent_to'),
    /** Its Message-ID and those that it answers, with no brackets: what answers it names them. */
    externalId: text('external_id'),
    answers: jsonb().$type<readonly string[]>().notNull().default(sql`'[]'`),
    files: jsonb().$type<readonly Attached[]>().notNull().default(sql`'[]'`),
    /** The mail server doubts that the sender wrote it. */
    isDoubtful: boolean('is_doubtful').notNull().default(false),
    /** How its order is known. */
    matchedBy: text('matched_by').$type<'token' | 'number' | 'staff'>(),
    /** Orders of the customer who has the sender’s address, the newest first: one of them may be meant. */
    sendersOrders: jsonb('senders_orders').$type<readonly string[]>().notNull().default(sql`'[]'`),
    /** Of those, the only one that is open. */
    suggestedId: uuid('suggested_id'),
    /** The case that it belongs to. */
    caseId: uuid('case_id'),
    settledAt: at('settled_at'),
    settledBy: text('settled_by'),
    /** What they did: see `settled-words.ts`. */
    settledHow: text('settled_how').$type<SettledHow>(),
  },
  table => [
    index('mails_order').on(table.orderId),
    index('mails_purchase_order').on(table.purchaseOrderId),
    index('mails_case').on(table.caseId),
    index('mails_waiting').on(table.receivedAt).where(sql`sent_to is not null and settled_at is null`),
  ],
)
export type StaffMail = typeof mails.$inferSelect

/** Customers’ mails that nobody has acted on. */
export const isWaiting = and(isNotNull(mails.sentTo), isNull(mails.settledAt))

/** What became of a customer’s mail. */
export type SettledHow = 'opened' | 'added' | 'photos' | 'replied' | 'nothing'

/** What staff wrote to customers: a mail each, as it was typed. */
export const mailReplies = pgTable(
  'mail_replies',
  {
    /** Also what its Message-ID and the address for answers are made from. */
    id: uuid().primaryKey().defaultRandom(),
    /** The mail that it answers; null where staff wrote first. */
    mailId: uuid('mail_id'),
    orderId: uuid('order_id'),
    caseId: uuid('case_id'),
    to: text().notNull(),
    /** Which of our addresses it is from; null for the first. */
    sentFrom: text('sent_from'),
    subject: text().notNull(),
    text: text().notNull(),
    files: jsonb().$type<readonly Attached[]>().notNull().default(sql`'[]'`),
    /** What it answers, and what came before that: Message-IDs, and ids of ours. */
    answers: text(),
    thread: jsonb().$type<readonly string[]>().notNull().default(sql`'[]'`),
    writtenAt: at('written_at').notNull(),
    byChat: text('by_chat'),
    byUser: text('by_user'),
    byName: text('by_name').notNull(),
    sentAt: at('sent_at'),
    /** It was refused, or came back. */
    failedAt: at('failed_at'),
    why: text(),
  },
  table => [
    index('mail_replies_mail').on(table.mailId),
    index('mail_replies_order').on(table.orderId),
    index('mail_replies_case').on(table.caseId),
  ],
)
export type MailReply = typeof mailReplies.$inferSelect
