import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { numberKey } from '../kernel/ground/number-key.ts'
import { stores } from '../stores/tables.ts'
import { orders, shipTos } from './tables.ts'

/** Somebody's orders in all stores, by their e-mail address in any capitals. */
export function ordersOfCustomer(db: Reads, email: string) {
  return db
    .select({ order: orders, store: stores.key, phone: shipTos.phone })
    .from(shipTos)
    .innerJoin(orders, eq(orders.id, shipTos.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(eq(numberKey(shipTos.email), email.trim().toLowerCase()))
    .orderBy(asc(orders.placedAt), asc(orders.receivedAt), asc(orders.id))
}
