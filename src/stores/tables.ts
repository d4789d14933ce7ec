import { isNull } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

export const stores = pgTable(
  'stores',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The name of the integration that its orders come through. */
    kind: text().notNull(),
    /** The store's own lasting name: its shop domain, or what a file's importer called it. */
    key: text().notNull(),
    name: text().notNull(),
    /** Only files have named it so far: what they called it may be another store's name. */
    ofFiles: boolean('of_files').notNull().default(false),
    /** The id of the store that it turned out to be: its name leads there. */
    sameAs: uuid('same_as'),
    /** Since when its orders are forwarded as they come in; null = by hand. */
    autoForwardAt: timestamp('auto_forward_at', { withTimezone: true }),
    /** Since when its authorized, and its cash-on-delivery, orders may be sent; null = they wait for the money. */
    sendAuthorizedAt: timestamp('send_authorized_at', { withTimezone: true }),
    sendCashOnDeliveryAt: timestamp('send_cash_on_delivery_at', { withTimezone: true }),
    /** How many days after an order is over its customer's data is kept; 0 for ever, null as for all stores. */
    keepAddressesDays: integer('keep_addresses_days'),
    keepWordsDays: integer('keep_words_days'),
    /** Where its staff see an order there, with `{id}` in place of its id there; null where we don’t know. */
    orderPage: text('order_page'),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
    /** Since when it is in no list; its next order brings it back. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  table => [uniqueIndex('stores_key').on(table.key)],
)
export type Store = typeof stores.$inferSelect

/** Stores that their owner connected, so that Waybill may read and write there. A store without a row only sends. */
export const storeLinks = pgTable(
  'store_links',
  {
    storeId: uuid('store_id').primaryKey(),
    kind: text().notNull(),
    /** Its domain or site, as its kind spells it. */
    address: text().notNull(),
    /** JSON of what lets us in, sealed; null where nothing does. */
    secrets: text(),
    /** What its integration remembers, nothing secret. */
    notes: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    notifiesCustomers: boolean('notifies_customers').notNull().default(true),
    completesOrders: boolean('completes_orders').notNull().default(false),
    /** What is set of it by itself, as its kind knows it; what is not here is as for all stores. */
    settings: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** Whether its kind of store gives money back when Waybill asks for it. */
    refunds: boolean().notNull().default(false),
    connectedAt: timestamp('connected_at', { withTimezone: true }).notNull(),
    connectedBy: text('connected_by').notNull(),
    /** Since when its owner wants it forgotten: until the store was asked to stop sending. */
    leavingAt: timestamp('leaving_at', { withTimezone: true }),
    /** When it was looked at last, and what was wrong then, a sentence each. */
    checkedAt: timestamp('checked_at', { withTimezone: true }),
    troubles: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Until when all its changes are here. */
    readUntil: timestamp('read_until', { withTimezone: true }),
  },
  table => [uniqueIndex('store_links_address').on(table.kind, table.address)],
)
export type StoreLinkRow = typeof storeLinks.$inferSelect
/** Whether a link is to be used; one that is being left is not. */
export const isConnected = isNull(storeLinks.leavingAt)

/** Links by which an owner lets Waybill into a store that staff named: each works once. */
export const storeTickets = pgTable('store_tickets', {
  /** SHA-256 of what is in the link. */
  id: text().primaryKey(),
  kind: text().notNull(),
  /** Of that store alone, as its kind spells it. */
  address: text().notNull(),
  /** What it is to be called here; null: as its address. */
  name: text(),
  /** Who of the staff asked. */
  askedBy: text('asked_by').notNull(),
  until: timestamp({ withTimezone: true }).notNull(),
})
export type StoreTicket = typeof storeTickets.$inferSelect
