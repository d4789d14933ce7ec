import { desc, eq, ilike } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { type Choice, MOST_CHOICES } from '../kernel/shapes/form.ts'
import { stores } from '../stores/tables.ts'
import { addressSlug } from './address.ts'
import { orders } from './tables.ts'

/** Orders whose number begins so, the newest first. Staff only. */
export async function completeOrders(db: Reads, actor: Actor, typed: string): Promise<readonly Choice[]> {
  if (actor.side !== 'staff') return []
  const rows = await db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(ilike(orders.number, begins(typed)))
    .orderBy(desc(orders.receivedAt))
    .limit(MOST_CHOICES)
  return rows.map(({ order, store }) => ({
    ...orderChoice(order.number, store.key, rows.filter(row => row.order.number === order.number).length),
    detail: `${store.name}${order.cancelledAt ? ' · cancelled' : order.heldAt ? ' · on hold' : ''}`,
  }))
}

/** A number that several stores share is completed with its store. */
export function orderChoice(number: string, store: string, sharing: number): { value: string; label: string } {
  const value = sharing > 1 ? `${number}@${addressSlug(store)}` : number
  return { value, label: value }
}

/** A pattern for what begins with what was typed. */
export function begins(typed: string): string {
  return `${typed
    .trim()
    .replace(/^#/, '')
    .replaceAll(/[\\%_]/g, '\\$&')}%`
}
