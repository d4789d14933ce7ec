import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { numberKey } from '../kernel/ground/number-key.ts'
import type { CarrierDetail, CarrierTag } from '../kernel/shapes/feed.ts'
import type { Limits } from './limits.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** One parcel of a purchase order. A typed number is *label created*; shipped in the strict sense wants a scan. */
export const shipments = pgTable(
  'shipments',
  {
    id: uuid().primaryKey().defaultRandom(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    /** A code of carriers.ts, or `other`. */
    carrier: text().notNull(),
    carrierName: text('carrier_name').notNull(),
    /** Normalised: upper case, no spaces. */
    number: text().notNull(),
    recordedAt: at('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    /** When the carrier's first scan is due; a typed number alone is *label created*. */
    scanBy: at('scan_by'),
    /** The carrier's first scan: shipped in the strict sense. */
    scannedAt: at('scanned_at'),
    /** When the customer got it. */
    deliveredAt: at('delivered_at'),
    /** Where it stands by what its carrier said; null while it said nothing. */
    tag: text().$type<CarrierTag>(),
    detail: text().$type<CarrierDetail>(),
    /** Since when it stands there, by its carrier. */
    tagSince: at('tag_since'),
    /** The carrier's last words, without anything of the customer's own, and when it said them. */
    says: text(),
    saidAt: at('said_at'),
  },
  table => [
    uniqueIndex('shipments_number').on(table.purchaseOrderId, table.number),
    index('shipments_by_number').on(table.number),
    // Whether a carrier says anything at all.
    index('shipments_said').on(table.carrier, table.saidAt).where(sql`said_at is not null`),
    index('shipments_by_key').on(numberKey(table.number)),
    index('shipments_by_shape').on(sql`translate(${table.number}, '0123456789', '9999999999')`, table.recordedAt),
  ],
)
/** `shapeOf` in the database: what the index is over. */
export const shape = sql<string>`translate(${shipments.number}, '0123456789', '9999999999')`
export type Shipment = typeof shipments.$inferSelect
export type ShipmentLine = typeof shipmentLines.$inferSelect

/** What is inside a parcel. */
export const shipmentLines = pgTable(
  'shipment_lines',
  {
    shipmentId: uuid('shipment_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    quantity: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.shipmentId, table.orderLineId] })],
)

/** Numbers that were corrected: what people noted down must still be found. */
export const formerNumbers = pgTable(
  'former_numbers',
  {
    shipmentId: uuid('shipment_id').notNull(),
    carrierName: text('carrier_name').notNull(),
    number: text().notNull(),
    replacedAt: at('replaced_at').notNull(),
    replacedBy: text('replaced_by').notNull(),
  },
  table => [index('former_numbers_number').on(table.number), index('former_numbers_shipment').on(table.shipmentId)],
)

/** Parcels that were put on the wrong purchase order, as they were: taken off, by whom and why. */
export const removedShipments = pgTable(
  'removed_shipments',
  {
    id: uuid().primaryKey(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    carrier: text().notNull(),
    carrierName: text('carrier_name').notNull(),
    number: text().notNull(),
    recordedAt: at('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    scanBy: at('scan_by'),
    scannedAt: at('scanned_at'),
    deliveredAt: at('delivered_at'),
    /** What was said to be inside, by order line id. */
    pieces: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    removedAt: at('removed_at').notNull(),
    removedBy: text('removed_by').notNull(),
    why: text(),
  },
  table => [
    index('removed_shipments_purchase_order').on(table.purchaseOrderId),
    index('removed_shipments_number').on(table.number),
  ],
)

/** What staff set of limits.ts: of one store, or (its id is empty) of all. */
export const parcelLimits = pgTable('parcel_limits', {
  store: text().primaryKey(),
  limits: jsonb().$type<Partial<Limits>>().notNull(),
})
