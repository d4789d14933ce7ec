import { index, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** What came of comparing a store's orders with ours: the newest of each span that was asked for. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    storeId: uuid('store_id').notNull(),
    /** The orders placed from then until `until`. */
    since: at('since').notNull(),
    until: at('until').notNull(),
    comparedAt: at('compared_at').notNull(),
    /** As the store counts them; null where it can't. */
    there: integer(),
    /** Those that it showed us, and what became of them here. */
    shown: integer().notNull(),
    here: integer().notNull(),
    /** Of those that are here, the ones that no webhook brought. */
    found: integer().notNull(),
    /** Nobody has to ship them. */
    passedOver: integer('passed_over').notNull(),
    turnedAway: integer('turned_away').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.since] })],
)
export type Reconciliation = typeof reconciliations.$inferSelect

/** Orders that no webhook brought: found by reading their store. */
export const foundOrders = pgTable(
  'found_orders',
  { orderId: uuid('order_id').primaryKey(), foundAt: at('found_at').notNull() },
  table => [index('found_orders_at').on(table.foundAt)],
)
