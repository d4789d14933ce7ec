import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StoreReturn } from '../kernel/shapes/storefront.ts'
import type { Fates } from './inspection.ts'
import type { ReturnDecline, ReturnReason } from './reason.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What a customer sends back next to the case it is. Its state is in its times: see return.ts; it is closed when its case is. */
export const returns = pgTable(
  'returns',
  {
    caseId: uuid('case_id').primaryKey(),
    orderId: uuid('order_id').notNull(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    reason: text().$type<ReturnReason>().notNull(),
    /** What happened; the supplier reads it. */
    happened: text().notNull(),
    approvedAt: at('approved_at'),
    approvedBy: text('approved_by'),
    /** What must stand on the parcel: the supplier's own number, or ours. */
    rma: text(),
    /** Until when the parcel must be on its way. */
    expiresAt: at('expires_at'),
    returnTo: text('return_to'),
    /** The label, packing, customs: in words. */
    instructions: text(),
    declinedAt: at('declined_at'),
    declinedBy: text('declined_by'),
    declineReason: text('decline_reason').$type<ReturnDecline>(),
    declineNote: text('decline_note'),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
    /** The parcel back. */
    carrier: text(),
    carrierName: text('carrier_name'),
    tracking: text(),
    postedAt: at('posted_at'),
    /** Its carrier's first scan. */
    scannedAt: at('scanned_at'),
    receivedAt: at('received_at'),
    receivedBy: text('received_by'),
    inspectedAt: at('inspected_at'),
    inspectedBy: text('inspected_by'),
    refundedAt: at('refunded_at'),
    creditedAt: at('credited_at'),
    /** The store's own id of it, and how it is there, as far as is known; a return of several suppliers' pieces is one there. */
    externalId: text('external_id'),
    storeState: text('store_state').$type<StoreReturn['state']>(),
    /** When the clock of its expiry speaks next; null when it has nothing to say. */
    warnAt: at('warn_at'),
  },
  table => [
    index('returns_order').on(table.orderId),
    uniqueIndex('returns_external').on(table.orderId, table.externalId, table.purchaseOrderId),
    index('returns_tracking').on(table.tracking),
    index('returns_warn').on(table.warnAt).where(sql`warn_at is not null`),
  ],
)
export type ReturnRow = typeof returns.$inferSelect

/** The pieces that come back, and once inspected what became of each. */
export const returnLines = pgTable(
  'return_lines',
  {
    caseId: uuid('case_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    quantity: integer().notNull(),
    fates: jsonb().$type<Fates>(),
  },
  table => [primaryKey({ columns: [table.caseId, table.orderLineId] })],
)
