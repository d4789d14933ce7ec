import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Our parcels at the store. A row outlives its parcel until the store holds it no more. */
export const fulfilments = pgTable(
  'fulfilments',
  {
    /** Our id of the parcel. */
    shipmentId: uuid('shipment_id').primaryKey(),
    orderId: uuid('order_id').notNull(),
    /** Before the store was asked to make it: without an `externalId` nobody knows how that ended. */
    intendedAt: at('intended_at').notNull(),
    /** The store's id of the fulfilment that it is in. */
    externalId: text('external_id'),
    /** The number that the store has. */
    number: text(),
    toldAt: at('told_at'),
  },
  table => [index('fulfilments_order').on(table.orderId)],
)

/** How telling the store about an order's parcels goes. */
export const fulfilledOrders = pgTable('fulfilled_orders', {
  orderId: uuid('order_id').primaryKey(),
  /** What others fulfilled there, a sentence each. */
  elsewhere: jsonb().$type<readonly string[]>().notNull().default([]),
  /** When the store held exactly our parcels. */
  toldAt: at('told_at'),
  /** Since when the store does not take them, and why; null while all is well. */
  failingSince: at('failing_since'),
  why: text(),
})
