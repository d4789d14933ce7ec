import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { LateRule } from './rules.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

export type Notified = 'alone' | 'digest'

/** When the clock has next to look at a purchase order: a sweep reads what is due and nothing else. */
export const nextLooks = pgTable(
  'next_looks',
  { purchaseOrderId: uuid('purchase_order_id').primaryKey(), nextAt: at('next_at').notNull() },
  table => [index('next_looks_next').on(table.nextAt)],
)

/**
 * That it was noticed, once per purchase order, rule and due time. For `ship_soon`, `due_at` is the moment of the
 * warning.
 */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey().defaultRandom(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    rule: text().$type<LateRule>().notNull(),
    dueAt: at('due_at').notNull(),
    noticedAt: at('noticed_at').notNull(),
    /** The case it belongs to; a warning has none. */
    caseId: uuid('case_id'),
    /** How the supplier's room was notified: by a card of its own, or in that window's digest. */
    notified: text().$type<Notified>(),
    /** The same of the staff's alerts room; warnings are not posted there. */
    staffNotified: text('staff_notified').$type<Notified>(),
  },
  table => [
    uniqueIndex('notices_once').on(table.purchaseOrderId, table.rule, table.dueAt),
    index('notices_supplier').on(table.supplierId, table.noticedAt),
    index('notices_case').on(table.caseId),
    index('notices_staff_digest').on(table.noticedAt).where(sql`staff_notified = 'digest'`),
  ],
)
export type NoticeRow = typeof notices.$inferSelect
