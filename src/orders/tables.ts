import { bigint, boolean, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { HoldReason } from './order.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

export const orders = pgTable(
  'orders',
  {
    id: uuid().primaryKey().defaultRandom(),
    storeId: uuid('store_id').notNull(),
    externalId: text('external_id').notNull(),
    number: text().notNull(),
    placedAt: at('placed_at').notNull(),
    /** The UTC offset as the store wrote it; null where it wrote none. */
    placedOffset: text('placed_offset'),
    /** The store's own time of the newest change we took. */
    updatedAt: at('updated_at').notNull(),
    receivedAt: at('received_at').notNull(),
    /** ISO 4217; amounts are in its minor units. */
    currency: text().notNull(),
    totalMinor: bigint('total_minor', { mode: 'number' }).notNull(),
    financialStatus: text('financial_status'),
    method: text(),
    customerNote: text('customer_note'),
    heldAt: at('held_at'),
    holdReason: text('hold_reason').$type<HoldReason>(),
    holdNote: text('hold_note'),
    heldBy: text('held_by'),
    cancelledAt: at('cancelled_at'),
    cancelReason: text('cancel_reason'),
    forwardedAt: at('forwarded_at'),
  },
  table => [
    uniqueIndex('orders_external').on(table.storeId, table.externalId),
    index('orders_number').on(table.number),
    index('orders_received').on(table.receivedAt, table.id),
  ],
)
export type Order = typeof orders.$inferSelect

export const orderLines = pgTable(
  'order_lines',
  {
    id: uuid().primaryKey().defaultRandom(),
    orderId: uuid('order_id').notNull(),
    externalId: text('external_id').notNull(),
    position: integer().notNull(),
    sku: text(),
    title: text().notNull(),
    options: text(),
    /** Pieces still wanted; 0 once the store removed the line. */
    quantity: integer().notNull(),
    /** Of one piece. */
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    imageUrl: text('image_url'),
    requiresShipping: boolean('requires_shipping').notNull(),
  },
  table => [uniqueIndex('order_lines_external').on(table.orderId, table.externalId)],
)
export type OrderLine = typeof orderLines.$inferSelect

/** Where a parcel goes. Personal data: shown privately, and who looked is recorded. */
export const shipTos = pgTable('ship_tos', {
  orderId: uuid('order_id').primaryKey(),
  name: text(),
  company: text(),
  street: text(),
  street2: text(),
  city: text(),
  region: text(),
  postalCode: text('postal_code'),
  country: text(),
  phone: text(),
  email: text(),
})
export type ShipToRow = typeof shipTos.$inferSelect
