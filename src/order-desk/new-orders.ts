import { and, asc, eq, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { MOST_CHOICES } from '../kernel/shapes/form.ts'
import { NEVER_SENT } from '../orders/gate.ts'
import { type Order, orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'

/** Payments of which something may be sent. */
export const maybeSent = or(isNull(orders.financialStatus), notInArray(orders.financialStatus, [...NEVER_SENT]))

/** Orders that no supplier was ever asked for, and that nothing holds. */
const isNew = and(isNull(orders.forwardedAt), isNull(orders.cancelledAt), isNull(orders.heldAt), maybeSent)

/** The oldest first; of those that came at once, as people count. */
const FIRST = [asc(orders.receivedAt), asc(sql`length(${orders.number})`), asc(orders.number)]

/** Those that wait to be forwarded, the oldest first; of one store where it is named. */
export function newOrders(db: Reads, most: number, storeId?: string): Promise<Order[]> {
  return db
    .select()
    .from(orders)
    .where(ofStore(storeId))
    .orderBy(...FIRST)
    .limit(most)
}

/** How many there are. */
export function countNewOrders(db: Reads, storeId?: string): Promise<number> {
  return db.$count(orders, ofStore(storeId))
}

const ofStore = (storeId?: string): SQL | undefined => and(isNew, storeId ? eq(orders.storeId, storeId) : undefined)

/** Orders that wait to be forwarded, of which several may be chosen. */
export const someNewOrders: ArgKind = {
  name: 'new-orders',
  listed: true,
  many: true,
  async complete(db, actor) {
    if (actor.side !== 'staff') return []
    const rows = await db
      .select({ id: orders.id, number: orders.number, store: stores.name })
      .from(orders)
      .innerJoin(stores, eq(stores.id, orders.storeId))
      .where(isNew)
      .orderBy(...FIRST)
      .limit(MOST_CHOICES + 1)
    return rows.map(({ id, number, store }) => ({ value: id, label: number, detail: store }))
  },
}
