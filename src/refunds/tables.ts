import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OfferedRefund } from '../kernel/shapes/storefront.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * How far it is: the store says what it would give back, staff press, and it is asked for the money. `trying`: nobody knows
 * yet how it ended. `declined`: the store gave back nothing. `ended`: nobody wants it any more.
 */
export type RefundStatus = 'wanted' | 'offered' | 'asked' | 'trying' | 'declined' | 'done' | 'ended'

/** What the store would give back, as it is kept; `shipping`: with what was paid for that. */
export type RefundOffer = OfferedRefund & { shipping: boolean }

/** Refunds of cases that stores are asked for. The id is what the store knows it by. */
export const storeRefunds = pgTable(
  'store_refunds',
  {
    id: uuid().primaryKey().defaultRandom(),
    caseId: uuid('case_id').notNull(),
    orderId: uuid('order_id').notNull(),
    status: text().$type<RefundStatus>().notNull().default('wanted'),
    wantedAt: at('wanted_at').notNull(),
    wantedBy: text('wanted_by').notNull(),
    /** Pieces by the store's own line ids; none where an amount alone is wanted. */
    lines: jsonb().$type<readonly { line: string; quantity: number }[]>().notNull(),
    /** What was left to refund of the order then: an amount that was offered before another refund doesn't count. */
    leftMinor: bigint('left_minor', { mode: 'number' }).notNull(),
    /** In minor units of the order's currency; null where the store says what the pieces come to. */
    wantedMinor: bigint('wanted_minor', { mode: 'number' }),
    /** How the case ends by it, and the note that staff wrote for that. */
    resolution: text(),
    note: text(),
    offers: jsonb().$type<readonly RefundOffer[]>().notNull().default([]),
    /** Which of the offers was pressed, when and by whom. */
    offer: integer(),
    askedAt: at('asked_at'),
    askedBy: text('asked_by'),
    /** The line of the case's books that it is. */
    entryId: bigint('entry_id', { mode: 'number' }),
    /** How often the store said that it gave back nothing: then it is asked under another key. */
    declines: integer().notNull().default(0),
    why: text(),
    /** The store's own id of it, and when it gave the money back. */
    externalId: text('external_id'),
    doneAt: at('done_at'),
  },
  table => [
    index('store_refunds_case').on(table.caseId, table.wantedAt),
    uniqueIndex('store_refunds_live').on(table.caseId).where(sql`status not in ('done', 'ended')`),
  ],
)
export type RefundAtStore = typeof storeRefunds.$inferSelect

/** One that is on its way, or waits for a press. */
export const isUnderWay = sql`${storeRefunds.status} not in ('done', 'ended')`
