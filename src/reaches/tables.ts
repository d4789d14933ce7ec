import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Scope } from '../kernel/shapes/api-key.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Links by which a supplier's people act without an account. */
export const accessLinks = pgTable(
  'access_links',
  {
    /** The hash of what the link holds. */
    id: text().primaryKey(),
    roomId: uuid('room_id').notNull(),
    /** Who it is for: a contact of the supplier whose room that is, by the room's own name for them. */
    user: text().notNull(),
    /** The one card that it leads to; null for all that its room shows. */
    kind: text(),
    subject: text(),
    madeAt: at('made_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
  },
  table => [index('access_links_room').on(table.roomId, table.user)],
)

/** Suppliers that purchase orders did not reach, and the card that says so: several may share one. */
export const unreached = pgTable(
  'unreached',
  {
    id: uuid().primaryKey().defaultRandom(),
    supplierId: uuid('supplier_id').notNull(),
    /** The card, as the board has it. */
    kind: text().notNull(),
    subject: text().notNull(),
    /** How many purchase orders, and the numbers of the first. */
    waiting: integer().notNull(),
    numbers: jsonb().$type<readonly string[]>().notNull(),
    why: text().notNull(),
    since: at('since').notNull(),
    settledAt: at('settled_at'),
  },
  table => [
    uniqueIndex('unreached_open').on(table.supplierId).where(sql`settled_at is null`),
    index('unreached_card').on(table.kind, table.subject),
  ],
)
/** Keys by which systems of a supplier, or of the shop, act through the API. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** A supplier's key is a contact of its API room, under this id. */
    id: uuid().primaryKey().defaultRandom(),
    /** Of the key itself, which nobody keeps. */
    hash: text().notNull(),
    /** How it begins, so that people can tell keys apart: `wb_x7Kp2Qa`. */
    prefix: text().notNull(),
    name: text().notNull(),
    /** Null for the shop's own systems. */
    supplierId: uuid('supplier_id'),
    scopes: jsonb().$type<readonly Scope[]>().notNull(),
    madeAt: at('made_at').notNull(),
    madeBy: text('made_by').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** To the minute. */
    usedAt: at('used_at'),
    endedAt: at('ended_at'),
    endedBy: text('ended_by'),
  },
  table => [uniqueIndex('api_keys_hash').on(table.hash), index('api_keys_supplier').on(table.supplierId)],
)
export type ApiKey = typeof apiKeys.$inferSelect

/** What a medium needs to get to a place of its own, such as a server's key and a password. */
export const placeAccess = pgTable(
  'place_access',
  {
    chat: text().notNull(),
    channel: text().notNull(),
    sealed: text().notNull(),
    keptAt: at('kept_at').notNull(),
  },
  table => [primaryKey({ columns: [table.chat, table.channel] })],
)
