import { desc, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { idsBeginning, numberKey } from '../kernel/ground/number-key.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { type Choice, MOST_CHOICES } from '../kernel/shapes/form.ts'
import { stores } from '../stores/tables.ts'
import { addressSlug } from './address.ts'
import { orders } from './tables.ts'

const NUMBERED = { id: orders.id, number: orders.number, at: orders.receivedAt }

/** Orders whose number begins so: that very number first, then the newest. Staff only. */
export async function completeOrders(db: Reads, actor: Actor, typed: string): Promise<readonly Choice[]> {
  if (actor.side !== 'staff') return []
  const begun = asBegun(typed)
  const rows = await db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(inArray(orders.id, idsBeginning({ table: orders, ...NUMBERED }, begun, MOST_CHOICES)))
    .orderBy(desc(eq(numberKey(orders.number), begun)), desc(orders.receivedAt))
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

/** The beginning of a number, as its key has it. */
export function asBegun(typed: string): string {
  return typed.trim().replace(/^#/, '').toLowerCase()
}
