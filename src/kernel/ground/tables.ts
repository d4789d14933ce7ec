import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Actor } from '../shapes/actor.ts'
import type { Drawn } from '../shapes/chat.ts'
import type { Payload } from '../shapes/payload.ts'

export const at = (name: string) => timestamp(name, { withTimezone: true })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

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
  table => [
    index('events_about').on(table.about, table.id),
    index('events_by_suppliers').on(sql`(actor->>'roomId')`, table.id).where(sql`actor->>'side' = 'supplier'`),
  ],
)

/** OutsideSystems deliveries already heard, so that a repeat changes nothing. */
export const deliveries = pgTable(
  'deliveries',
  {
    ...{ source: text().notNull(), key: text().notNull(), receivedAt: at('received_at').notNull() },
    /** Of what was asked, and what was answered, where a repeat is answered alike. */
    hash: text(),
    answer: jsonb().$type<{ text: string; outcome?: string }>(),
  },
  table => [
    uniqueIndex('deliveries_key').on(table.source, table.key),
    index('deliveries_newest').on(table.source, table.receivedAt),
  ],
)

/** What people did in a chat, kept until it was answered; then only the key stays, so that a repeat is known. */
export const inbox = pgTable(
  'inbox',
  {
    key: text().primaryKey(),
    payload: jsonb().$type<Payload>(),
    receivedAt: at('received_at').notNull(),
    leaseUntil: at('lease_until').notNull(),
    /** Whose it is until then, by its beat among the `leases`: see heart.ts. */
    process: text(),
    doneAt: at('done_at'),
    /** The thread in which it was written, or the person who did it: what has the same is done in this order, by any process. */
    thread: text(),
    position: bigserial({ mode: 'number' }).notNull(),
  },
  table => [
    index('inbox_open').on(table.leaseUntil).where(sql`done_at is null`),
    index('inbox_thread').on(table.thread, table.position).where(sql`done_at is null`),
    index('inbox_received').on(table.thread).where(sql`thread is not null`),
  ],
)

/** Chats that tell us what is written in their threads. In any other, people write to one another by a form. */
export const threadMessageChats = pgTable('thread_message_chats', {
  chat: text().primaryKey(),
  since: at('since').notNull(),
})

/** Threads that could not be read when something new was written there: what was written between may be unread. */
export const unreadThreads = pgTable('unread_threads', {
  /** As the inbox names it. */
  thread: text().primaryKey(),
  /** The id of the last message received before; or the least that anything in the thread can have. */
  after: text().notNull(),
  /** How often it was noted: a note that is made while the thread is being read stays. */
  times: integer().notNull().default(1),
  notedAt: at('noted_at').notNull(),
})

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
    /** Nobody talks there: a supplier is reached so outside our chats, as by e-mail. */
    reached: boolean().notNull().default(false),
    /** Since when nothing new is posted there, as another room of its supplier gets that; what it shows goes on. */
    quietAt: at('quiet_at'),
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

/** Which ticks of the clock some process has taken, so that of several each runs in one: see clock.ts. */
export const cronRuns = pgTable('cron_runs', { tick: text().primaryKey(), takenAt: at('taken_at').notNull() })

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
  /** What it was drawn in, as W3C's `traceparent` names it; null where nobody watches. */
  trace: text(),
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
    /** The thread under it takes no more writing from people; `shown_closed` says which state its chat last showed. */
    closed: boolean().notNull().default(false),
    shownClosed: boolean('shown_closed').notNull().default(false),
  },
  table => [
    uniqueIndex('messages_place').on(table.kind, table.subject, table.roomId),
    index('messages_ref').on(table.ref).where(sql`ref is not null`),
    index('messages_subject').on(sql`split_part(${table.subject}, '/', 1)`),
    index('messages_posted').on(table.roomId, table.postedAt),
    index('messages_thread').on(table.threadOf).where(sql`thread_of is not null`),
  ],
)

/**
 * The two ways into a room, which chats limit apart: what is posted, and what is redrawn where it stands. Neither waits
 * for the other.
 */
export type Way = 'post' | 'edit'

/** Which goes first among what waits in a lane: lower first, then the older. */
export const URGENCY = {
  /** Its sending began before: it is ended before anything else begins. */
  begun: 0,
  /** It calls somebody at once, or answers what a person did just now. */
  urgent: 1,
  usual: 2,
  /** One of many alike, as new orders are. */
  oneOfMany: 3,
} as const

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
    queuedAt: at('queued_at').notNull(),
    why: text(),
    way: text().$type<Way>().notNull().default('post'),
    /** See `URGENCY`. */
    urgency: smallint().notNull().default(URGENCY.usual),
    /** What it follows from, as W3C's `traceparent` names it; null where nobody watches. */
    trace: text(),
  },
  table => [
    uniqueIndex('outbox_one_queued').on(table.messageId).where(sql`state = 'queued'`),
    index('outbox_open')
      .on(table.roomId, table.way, table.urgency, table.id)
      .where(sql`state in ('queued', 'sending')`),
    index('outbox_parked').on(table.roomId).where(sql`state = 'parked'`),
    index('outbox_owed').on(table.messageId).where(sql`state in ('queued', 'sending')`),
  ],
)

/** A lane for each way into a room: messages leave it one at a time, in order, at the chat's pace. */
export const lanes = pgTable(
  'lanes',
  {
    roomId: uuid('room_id').notNull(),
    way: text().$type<Way>().notNull().default('post'),
    nextAt: at('next_at').notNull(),
    leaseUntil: at('lease_until'),
    owner: text(),
    /** The process of that owner, by its beat among the `leases`: see heart.ts. */
    process: text(),
    /** Since when the room cannot be posted to, and why. */
    parkedAt: at('parked_at'),
    parkedWhy: text('parked_why'),
    /** Counts the messages that left it, round and round: every so often the oldest goes first, however urgent the rest. */
    turns: smallint().notNull().default(0),
  },
  table => [primaryKey({ columns: [table.roomId, table.way] }), index('lanes_next').on(table.nextAt)],
)

/**
 * Pictures and files, drawn here or sent by people. The id follows from the name and the contents: kept twice it is
 * kept once.
 */
export const files = pgTable('files', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** As the contents say, never as the sender does. */
  type: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  bytes: bytea().notNull(),
  madeAt: at('made_at').notNull(),
})

/** How often a person was called on a day of theirs, and how often they were left out because that was enough. */
export const pings = pgTable(
  'pings',
  {
    chat: text().notNull(),
    user: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    name: text().notNull(),
    called: integer().notNull().default(0),
    leftOut: integer('left_out').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.chat, table.user, table.day] }), index('pings_day').on(table.day)],
)

/** How often a day anybody may be called; one row, or none for the usual. */
export const pingLimit = pgTable('ping_limit', { id: integer().primaryKey(), most: integer().notNull() })

/**
 * What is owed to outside systems other than chats: a store to be written to, a webhook to be sent. A row stands until it
 * is done; what is owed again meanwhile raises its version.
 */
export const tasks = pgTable(
  'tasks',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Which kind, and the id of what it is about. */
    name: text().notNull(),
    subject: text().notNull(),
    /** Whose turn it waits for: a queue does one thing at a time, and pauses as a whole. */
    queue: text().notNull(),
    version: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    dueAt: at('due_at').notNull(),
    failingSince: at('failing_since'),
    why: text(),
    /** Since when people know that it fails. */
    reportedAt: at('reported_at'),
    /** When it was owed last. */
    owedAt: at('owed_at').notNull().defaultNow(),
    /** What it follows from, as W3C's `traceparent` names it; null where nobody watches. */
    trace: text(),
  },
  table => [
    uniqueIndex('tasks_subject').on(table.name, table.subject),
    index('tasks_due').on(table.queue, table.dueAt),
  ],
)

/** Queues of tasks: whose they are now, and until when they rest. */
export const taskQueues = pgTable('task_queues', {
  name: text().primaryKey(),
  pausedUntil: at('paused_until').notNull(),
  leaseUntil: at('lease_until'),
  owner: text(),
  /** The process of that owner, by its beat among the `leases`: see heart.ts. */
  process: text(),
})
