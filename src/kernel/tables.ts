import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from './actor.ts'
import type { Drawn } from './chat.ts'
import type { Heard } from './heard.ts'

export const at = (name: string) => timestamp(name, { withTimezone: true })

/** What happened, in order, for ever. Never holds a customer's name, street, phone or e-mail. */
export const events = pgTable(
  'events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    name: text().notNull(),
    /** The id of the thing it happened to. */
    about: text().notNull(),
    at: at('at').notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    data: jsonb().notNull(),
  },
  table => [index('events_about').on(table.about, table.id)],
)

/** Outside deliveries already heard, so that a repeat changes nothing. */
export const deliveries = pgTable(
  'deliveries',
  { source: text().notNull(), key: text().notNull(), heardAt: at('heard_at').notNull() },
  table => [uniqueIndex('deliveries_key').on(table.source, table.key)],
)

/** What people did in a chat, kept until it was answered; then only the key stays, so that a repeat is known. */
export const inbox = pgTable(
  'inbox',
  {
    key: text().primaryKey(),
    heard: jsonb().$type<Heard>(),
    heardAt: at('heard_at').notNull(),
    leaseUntil: at('lease_until').notNull(),
    doneAt: at('done_at'),
  },
  table => [index('inbox_open').on(table.leaseUntil).where(sql`done_at is null`)],
)

/** Channels we speak in. A channel that is not here is nobody's: no command from it does anything. */
export const rooms = pgTable(
  'rooms',
  {
    id: uuid().primaryKey().defaultRandom(),
    chat: text().notNull(),
    channel: text().notNull(),
    name: text().notNull(),
    side: text().$type<'staff' | 'supplier'>().notNull(),
    /** What a staff room is for. */
    purpose: text().$type<Purpose>(),
    /** Whose a supplier room is. */
    supplierId: uuid('supplier_id'),
    listedAt: at('listed_at').notNull(),
  },
  table => [uniqueIndex('rooms_channel').on(table.chat, table.channel), index('rooms_supplier').on(table.supplierId)],
)
export type Purpose = 'orders' | 'alerts' | 'support'
export type Room = typeof rooms.$inferSelect

/** Who of several processes does what only one may do, such as listening to a gateway; renewed while it lives. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  owner: text().notNull(),
  until: at('until').notNull(),
})

/** What a button or form means: only its id travels through a chat. */
export const tokens = pgTable('tokens', {
  id: text().primaryKey(),
  command: text().notNull(),
  input: jsonb().$type<Record<string, unknown>>().notNull(),
  asks: jsonb().$type<readonly string[]>().notNull(),
  roomId: uuid('room_id').notNull(),
  /** For what was shown to one person only: nobody else may use it. */
  user: text(),
  madeAt: at('made_at').notNull(),
})

/** The board: what each room should show. `card` is the truth, the chat's copy follows it. */
export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey(),
    /** `order`, `purchase-order`…: which card it is, and the id of what it shows. */
    kind: text().notNull(),
    subject: text().notNull(),
    roomId: uuid('room_id').notNull(),
    /** The root message's id, for a message in a thread. */
    threadOf: uuid('thread_of'),
    card: jsonb().$type<Drawn>().notNull(),
    version: integer().notNull().default(1),
    shownVersion: integer('shown_version').notNull().default(0),
    /** The chat's own id, once it was posted. */
    ref: text(),
    postedAt: at('posted_at'),
  },
  table => [uniqueIndex('messages_place').on(table.kind, table.subject, table.roomId)],
)

/** What is owed to rooms: each row says that a message's chat copy must catch up with the board. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    roomId: uuid('room_id').notNull(),
    messageId: uuid('message_id').notNull(),
    state: text().$type<'queued' | 'sending' | 'sent' | 'parked'>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    sendingSince: at('sending_since'),
    owedAt: at('owed_at').notNull(),
    why: text(),
  },
  table => [
    uniqueIndex('outbox_one_queued').on(table.messageId).where(sql`state = 'queued'`),
    index('outbox_open').on(table.roomId, table.id).where(sql`state in ('queued', 'sending')`),
  ],
)

/** One lane per room: messages leave it one at a time, in order, at the chat's pace. */
export const lanes = pgTable(
  'lanes',
  {
    roomId: uuid('room_id').primaryKey(),
    nextAt: at('next_at').notNull(),
    leaseUntil: at('lease_until'),
    owner: text(),
    /** Since when the room cannot be posted to, and why. */
    parkedAt: at('parked_at'),
    parkedWhy: text('parked_why'),
  },
  table => [index('lanes_next').on(table.nextAt)],
)
