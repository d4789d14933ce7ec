import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Trouble } from '../shipments/trouble-labels.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** When the clock has next to look at a parcel: a sweep reads what is due and nothing else. */
export const parcelLooks = pgTable(
  'parcel_looks',
  { shipmentId: uuid('shipment_id').primaryKey(), nextAt: at('next_at').notNull() },
  table => [index('parcel_looks_next').on(table.nextAt)],
)

/** What was wrong with a parcel, once per number and trouble; where it comes back, the row is open again. */
export const parcelTroubles = pgTable(
  'parcel_troubles',
  {
    id: uuid().primaryKey().defaultRandom(),
    shipmentId: uuid('shipment_id').notNull(),
    orderId: uuid('order_id').notNull(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    /** The purchase order's number, as people say it. */
    part: text().notNull(),
    carrierName: text('carrier_name').notNull(),
    number: text().notNull(),
    trouble: text().$type<Trouble>().notNull(),
    /** Since when it is so, by its carrier. */
    since: at('since').notNull(),
    /** Until when something can be done about it. */
    until: at('until'),
    noticedAt: at('noticed_at').notNull(),
    endedAt: at('ended_at'),
    /** How it ended: see `ENDS` in end.ts. */
    how: text(),
    /** The case of its parcel; none where it was only said. */
    caseId: uuid('case_id'),
    /** How each side is notified: by a card of its own, or in the digest of that hour; null where it is not. */
    notified: text().$type<'alone' | 'digest'>(),
    staffNotified: text('staff_notified').$type<'alone' | 'digest'>(),
  },
  table => [
    uniqueIndex('parcel_troubles_once').on(table.shipmentId, table.number, table.trouble),
    index('parcel_troubles_open').on(table.noticedAt).where(sql`ended_at is null`),
    index('parcel_troubles_case').on(table.caseId),
    index('parcel_troubles_purchase_order').on(table.purchaseOrderId),
    index('parcel_troubles_digest').on(table.noticedAt).where(sql`staff_notified = 'digest' or notified = 'digest'`),
  ],
)
export type TroubleRow = typeof parcelTroubles.$inferSelect

/** A parcel that somebody looks after, next to the case it is: one for a parcel, no matter how often it is in trouble. */
export const parcelCases = pgTable(
  'parcel_cases',
  {
    caseId: uuid('case_id').primaryKey(),
    shipmentId: uuid('shipment_id').notNull(),
    /** Since when its supplier knows about it. */
    sharedAt: at('shared_at'),
    question: text(),
    answer: text(),
    answeredBy: text('answered_by'),
    answeredAt: at('answered_at'),
    /** The complaint that it went on as. */
    complaintId: uuid('complaint_id'),
  },
  table => [uniqueIndex('parcel_cases_shipment').on(table.shipmentId)],
)
export type ParcelCase = typeof parcelCases.$inferSelect

/** That a carrier said nothing of any of its parcels for a while. */
export const carrierSilences = pgTable(
  'carrier_silences',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** A code of carriers.ts, or `other`. */
    carrier: text().notNull(),
    carrierName: text('carrier_name').notNull(),
    since: at('since').notNull(),
    noticedAt: at('noticed_at').notNull(),
    /** When it spoke again. */
    endedAt: at('ended_at'),
  },
  table => [
    uniqueIndex('carrier_silences_open').on(table.carrier).where(sql`ended_at is null`),
    index('carrier_silences_carrier').on(table.carrier, table.endedAt),
  ],
)
export type CarrierSilence = typeof carrierSilences.$inferSelect
