import { and, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  bigint,
  date,
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
import { numberKey } from '../kernel/ground/number-key.ts'
import { pictureKey } from '../kernel/ground/picture-key.ts'
import { wordsIn } from '../kernel/ground/words-in.ts'
import type { Backorder, DeclinedPieces } from './answered-pieces.ts'
import type { ChangeKind } from './change.ts'
import type { DeclineReason } from './decline-reason.ts'
import type { DetailsChange } from './details.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** The part of an order that one supplier is asked to ship. Its state is in its times: see purchase-order.ts. */
export const purchaseOrders = pgTable(
  'purchase_orders',
  {
    id: uuid().primaryKey().defaultRandom(),
    orderId: uuid('order_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    /** `1042-A`. */
    number: text().notNull(),
    /** The shipping method as it was sent; until then as the order says. */
    method: text(),
    /** What staff wrote for the supplier, and who did. */
    note: text(),
    notedBy: text('noted_by'),
    /** What the customer wrote, as staff had it sent; null where they did not. */
    customerNote: text('customer_note'),
    draftedAt: at('drafted_at').notNull(),
    sentAt: at('sent_at'),
    /** The version of the supplier's agreement it was sent under. */
    agreementId: uuid('agreement_id'),
    acknowledgeBy: at('acknowledge_by'),
    shipBy: at('ship_by'),
    acknowledgedAt: at('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    /** How often the supplier answered by line, and who did last. */
    answers: integer().notNull().default(0),
    answeredAt: at('answered_at'),
    answeredBy: text('answered_by'),
    /** The day the supplier promised to ship, in the supplier's zone. */
    promisedOn: date('promised_on', { mode: 'string' }),
    declinedAt: at('declined_at'),
    declinedBy: text('declined_by'),
    declineReason: text('decline_reason').$type<DeclineReason>(),
    declineNote: text('decline_note'),
    /** The first parcel's number was recorded. */
    partlyShippedAt: at('partly_shipped_at'),
    /** Every piece has a parcel. */
    shippedAt: at('shipped_at'),
    deliveredAt: at('delivered_at'),
    cancelledAt: at('cancelled_at'),
    /** The purchase order whose pieces it sends again, at no charge to the customer. */
    replaces: uuid(),
  },
  table => [
    uniqueIndex('purchase_orders_number').on(table.orderId, table.number),
    index('purchase_orders_by_key').on(numberKey(table.number)),
    index('purchase_orders_supplier_key').on(table.supplierId, numberKey(table.number)),
    index('purchase_orders_supplier').on(table.supplierId, table.sentAt),
    index('purchase_orders_supplier_drafted').on(table.supplierId, table.draftedAt, table.id),
    index('purchase_orders_drafted').on(table.draftedAt),
    index('purchase_orders_in_transit')
      .on(table.draftedAt, table.id)
      .where(sql`shipped_at is not null and delivered_at is null`),
    index('purchase_orders_declined').on(table.draftedAt, table.id).where(sql`declined_at is not null`),
    index('purchase_orders_cancelled').on(table.draftedAt, table.id).where(sql`cancelled_at is not null`),
    index('purchase_orders_to_ship')
      .on(table.shipBy)
      .where(sql`shipped_at is null and declined_at is null and cancelled_at is null`),
    index('purchase_orders_to_acknowledge')
      .on(table.acknowledgeBy)
      .where(
        sql`sent_at is not null and acknowledged_at is null and shipped_at is null and declined_at is null and cancelled_at is null`,
      ),
  ],
)
/** What a supplier is still to ship, or to be sent: indexes hold those, however many there were. */
export const isToShip = and(
  isNull(purchaseOrders.shippedAt),
  isNull(purchaseOrders.declinedAt),
  isNull(purchaseOrders.cancelledAt),
)
/** Of those, what it has not said yes to. */
export const isToAcknowledge = and(isNotNull(purchaseOrders.sentAt), isNull(purchaseOrders.acknowledgedAt), isToShip)
export type PurchaseOrder = typeof purchaseOrders.$inferSelect

/**
 * The lines pinned to a purchase order at the split, as they were sent: what the store changes afterwards is asked as a
 * change, and written here only once the supplier accepts it. A draft follows its order.
 */
export const purchaseOrderLines = pgTable(
  'purchase_order_lines',
  {
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    /** Its place on the card, counted from 0. */
    position: integer().notNull(),
    sku: text(),
    title: text().notNull(),
    options: text(),
    imageUrl: text('image_url'),
    /** Pieces that were asked for when it was sent. */
    asked: integer().notNull(),
    /** Pieces of these that the supplier is still to ship or has shipped: see pieces.ts. */
    quantity: integer().notNull(),
    /** Pieces of these that nobody said yes or no to yet. */
    waiting: integer().notNull().default(0),
    backordered: jsonb().$type<readonly Backorder[]>().notNull().default([]),
    declined: jsonb().$type<readonly DeclinedPieces[]>().notNull().default([]),
    /** Of those in parcels, pieces that came back in returns. */
    returned: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.purchaseOrderId, table.orderLineId] }),
    index('purchase_order_lines_line').on(table.orderLineId),
    index('purchase_order_lines_picture').on(pictureKey(table.imageUrl)).where(sql`image_url is not null`),
    index('purchase_order_lines_words').using('gin', wordsIn(table.sku, table.title)),
  ],
)
export type PurchaseOrderLine = typeof purchaseOrderLines.$inferSelect

/** A change after forwarding, which the supplier accepts or refuses. */
export const changes = pgTable(
  'changes',
  {
    id: uuid().primaryKey().defaultRandom(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    kind: text().$type<ChangeKind>().notNull(),
    /** The difference in words, without personal data. */
    what: text().notNull(),
    /** New quantities by line id, for a change of quantity. */
    quantities: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    /** What else is different, as it was sent and as it is wanted now, for a change of details. */
    details: jsonb().$type<DetailsChange>(),
    requestedAt: at('requested_at').notNull(),
    acceptedAt: at('accepted_at'),
    refusedAt: at('refused_at'),
    answeredBy: text('answered_by'),
    /** Nobody answered, and it is not wanted any more. */
    withdrawnAt: at('withdrawn_at'),
    note: text(),
  },
  table => [index('changes_purchase_order').on(table.purchaseOrderId)],
)
export type Change = typeof changes.$inferSelect

/** Another price or another SKU that a supplier offers for pieces; staff accept or refuse it. */
export const offers = pgTable(
  'offers',
  {
    id: uuid().primaryKey().defaultRandom(),
    purchaseOrderId: uuid('purchase_order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    quantity: integer().notNull(),
    /** Of one piece, in minor units of `currency`; null where it is a SKU that is offered. */
    priceMinor: bigint('price_minor', { mode: 'number' }),
    currency: text(),
    sku: text(),
    offeredAt: at('offered_at').notNull(),
    offeredBy: text('offered_by').notNull(),
    acceptedAt: at('accepted_at'),
    refusedAt: at('refused_at'),
    decidedBy: text('decided_by'),
  },
  table => [index('offers_purchase_order').on(table.purchaseOrderId)],
)
export type Offer = typeof offers.$inferSelect
