import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
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
import type { AnyHoldReason } from './order.ts'

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
    /** What it cost in all before any refund, for ever. */
    paidMinor: bigint('paid_minor', { mode: 'number' }).notNull().default(0),
    /** Of it, for shipping. */
    shippingPaidMinor: bigint('shipping_paid_minor', { mode: 'number' }).notNull().default(0),
    /** All that the store says it gave back, also where it names no single refund. */
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    financialStatus: text('financial_status'),
    cashOnDelivery: boolean('cash_on_delivery').notNull().default(false),
    risk: text().$type<'low' | 'medium' | 'high'>(),
    /** Which of the store's tellings this is: the greatest text is the newest (see version.ts). */
    version: text().notNull().default(''),
    method: text(),
    customerNote: text('customer_note'),
    /** In which the customer bought: a tag of BCP 47, or null where no store said. */
    language: text(),
    heldAt: at('held_at'),
    holdReason: text('hold_reason').$type<AnyHoldReason>(),
    holdNote: text('hold_note'),
    heldBy: text('held_by'),
    cancelledAt: at('cancelled_at'),
    cancelReason: text('cancel_reason'),
    /** When its store cancelled it, as it says; null where only staff did, here. */
    cancelledInStoreAt: at('cancelled_in_store_at'),
    /** When its store deleted it, else when we heard so; null again once staff let it go on. */
    deletedAt: at('deleted_at'),
    forwardedAt: at('forwarded_at'),
    /** It came in among many, in a list: its own card is put up once something needs it. */
    listed: boolean().notNull().default(false),
    /** Since when it is not known any more who bought it and where it went. */
    erasedAt: at('erased_at'),
    /** The same of what people wrote about it, with the files. */
    wordsErasedAt: at('words_erased_at'),
  },
  table => [
    uniqueIndex('orders_external').on(table.storeId, table.externalId),
    index('orders_by_number').on(numberKey(table.number)),
    index('orders_received').on(table.receivedAt, table.id),
    index('orders_store').on(table.storeId, table.receivedAt, table.id),
    index('orders_new').on(table.receivedAt, table.id).where(sql`forwarded_at is null and cancelled_at is null`),
    index('orders_held').on(table.receivedAt, table.id).where(sql`held_at is not null and cancelled_at is null`),
    index('orders_kept').on(table.receivedAt, table.id).where(sql`erased_at is null`),
    index('orders_words_kept').on(table.receivedAt, table.id).where(sql`words_erased_at is null`),
    index('orders_cancelled').on(table.receivedAt, table.id).where(sql`cancelled_at is not null`),
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
    /** Pieces bought at first, including those refunded or removed later. */
    ordered: integer().notNull().default(0),
    /** Pieces still wanted; 0 once the store removed the line. */
    quantity: integer().notNull(),
    /** What the store last sent, where staff want another quantity; else null. */
    toldQuantity: integer('told_quantity'),
    /** Of them, what the store counts as fulfilled, no matter who shipped it. */
    fulfilled: integer().notNull().default(0),
    /**
     * Of them, what live purchase orders ask for and what is in their parcels, without what replaces other pieces. The
     * database counts them as those change (see the migration open_lines): of a hundred thousand orders an index holds
     * the few that nobody is asked for.
     */
    askedOfSuppliers: integer('asked_of_suppliers').notNull().default(0),
    inParcels: integer('in_parcels').notNull().default(0),
    /** Pieces wanted that nobody is asked for, and that the store does not count as shipped elsewhere. */
    openPieces: integer('open_pieces')
      .notNull()
      .generatedAlwaysAs(sql`quantity - asked_of_suppliers - greatest(fulfilled - in_parcels, 0)`),
    /** The list price of one piece. */
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    /** Of all pieces bought: discounts, tax (inside or on top), and what was paid after both. */
    discountMinor: bigint('discount_minor', { mode: 'number' }).notNull().default(0),
    taxMinor: bigint('tax_minor', { mode: 'number' }).notNull().default(0),
    paidMinor: bigint('paid_minor', { mode: 'number' }).notNull().default(0),
    imageUrl: text('image_url'),
    requiresShipping: boolean('requires_shipping').notNull(),
  },
  table => [
    uniqueIndex('order_lines_external').on(table.orderId, table.externalId),
    index('order_lines_open').on(table.orderId).where(sql`open_pieces > 0`),
    index('order_lines_picture').on(pictureKey(table.imageUrl)).where(sql`image_url is not null`),
    index('order_lines_words').using('gin', wordsIn(table.sku, table.title)),
  ],
)
/** The lines of which some pieces are asked of no supplier. */
export const isOpenLine = sql`${orderLines.openPieces} > 0`
export type OrderLine = typeof orderLines.$inferSelect

/** Money that the store gave back, each once by the store's own id. */
export const orderRefunds = pgTable(
  'order_refunds',
  {
    id: uuid().primaryKey().defaultRandom(),
    orderId: uuid('order_id').notNull(),
    externalId: text('external_id').notNull(),
    /** When the store gave it back; null where it does not say. */
    refundedAt: at('refunded_at'),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    /** Of it, for shipping. */
    shippingMinor: bigint('shipping_minor', { mode: 'number' }).notNull(),
  },
  table => [uniqueIndex('order_refunds_external').on(table.orderId, table.externalId)],
)

/** The pieces that a refund was for. */
export const orderRefundLines = pgTable(
  'order_refund_lines',
  {
    refundId: uuid('refund_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    quantity: integer().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  },
  table => [primaryKey({ columns: [table.refundId, table.orderLineId] })],
)

/** Where a parcel goes. Personal data: shown privately, and who looked is recorded. */
export const shipTos = pgTable(
  'ship_tos',
  {
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
    /** The fingerprint of what the store last sent, where staff changed it; else null. */
    told: text(),
  },
  table => [
    index('ship_tos_email').on(numberKey(table.email)),
    index('ship_tos_words').using('gin', wordsIn(table.name, table.company, table.email, table.city)),
  ],
)
export type ShipToRow = typeof shipTos.$inferSelect
