import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Terms } from './terms.ts'

export const suppliers = pgTable(
  'suppliers',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    /** IANA zone: times on the supplier's cards are in it. */
    zone: text().notNull(),
    /** Clock hours from sent to shipped. */
    shipHours: integer('ship_hours').notNull(),
    /** What to mind with every order: packaging, labels, branding. Shown on each purchase order. */
    instructions: text(),
    /** Whether its contacts are mentioned on new purchase orders. */
    pingsNew: boolean('pings_new').notNull().default(true),
    /** Whether mails to it have the customer's address in them. */
    mailsShipTo: boolean('mails_ship_to').notNull().default(false),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
    /** Since when nothing goes to it any more: its records keep it. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  table => [uniqueIndex('suppliers_name').on(sql`lower(${table.name})`)],
)
export type Supplier = typeof suppliers.$inferSelect

/** What a supplier promised, version by version. The newest accepted one is in force. */
export const agreements = pgTable(
  'agreements',
  {
    id: uuid().primaryKey().defaultRandom(),
    supplierId: uuid('supplier_id').notNull(),
    version: integer().notNull(),
    terms: jsonb().$type<Terms>().notNull(),
    proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
    proposedBy: text('proposed_by').notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    refusedAt: timestamp('refused_at', { withTimezone: true }),
    answeredBy: text('answered_by'),
    note: text(),
  },
  table => [uniqueIndex('agreements_version').on(table.supplierId, table.version)],
)
export type Agreement = typeof agreements.$inferSelect

/** Days on which a supplier says it is closed, until staff accept or refuse them. */
export const closures = pgTable(
  'closures',
  {
    id: uuid().primaryKey().defaultRandom(),
    supplierId: uuid('supplier_id').notNull(),
    /** Days and ranges of days, as a calendar has them: `2026-12-24/2027-01-02`. */
    days: jsonb().$type<readonly string[]>().notNull(),
    announcedAt: timestamp('announced_at', { withTimezone: true }).notNull(),
    announcedBy: text('announced_by').notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    refusedAt: timestamp('refused_at', { withTimezone: true }),
    answeredBy: text('answered_by'),
  },
  table => [index('closures_supplier').on(table.supplierId, table.announcedAt)],
)
export type Closure = typeof closures.$inferSelect

/** People, or roles, who may act for a supplier. */
export const contacts = pgTable(
  'contacts',
  {
    id: uuid().primaryKey().defaultRandom(),
    supplierId: uuid('supplier_id').notNull(),
    chat: text().notNull(),
    /** The chat's own id of the person or role. */
    user: text().notNull(),
    name: text().notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
  },
  table => [
    uniqueIndex('contacts_person').on(table.supplierId, table.chat, table.user),
    index('contacts_user').on(table.chat, table.user),
  ],
)
export type Contact = typeof contacts.$inferSelect

/** Who supplies what. Of several suppliers of a SKU, the one listed first is asked first. */
export const supplierSkus = pgTable(
  'supplier_skus',
  {
    /** `skuKey` of the SKU, or of a pattern such as `LAMP-*`. */
    skuKey: text('sku_key').notNull(),
    sku: text().notNull(),
    supplierId: uuid('supplier_id').notNull(),
    listedAt: timestamp('listed_at', { withTimezone: true }).notNull(),
    /** Of several suppliers of a SKU the least is asked first, then the one that listed it first. */
    rank: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.skuKey, table.supplierId] }),
    index('supplier_skus_supplier').on(table.supplierId),
    index('supplier_skus_patterns').on(table.skuKey).where(sql`sku_key like '%*%'`),
  ],
)
