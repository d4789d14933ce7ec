import { and, desc, eq, ilike, isNotNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import type { Choice } from '../kernel/shapes/form.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { stateOf } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'
import { STATES } from './words.ts'

const MOST = 25

/** Orders whose number begins so, the newest first. Staff only. */
export async function completeOrders(db: Reads, actor: Actor, typed: string): Promise<readonly Choice[]> {
  if (actor.side !== 'staff') return []
  const rows = await db
    .select({ order: orders, store: stores })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .where(ilike(orders.number, begins(typed)))
    .orderBy(desc(orders.receivedAt))
    .limit(MOST)
  return rows.map(({ order, store }) => ({
    ...named(order.number, store.key, rows.filter(row => row.order.number === order.number).length),
    detail: `${store.name}${order.cancelledAt ? ' · cancelled' : order.heldAt ? ' · on hold' : ''}`,
  }))
}

/** Purchase orders whose number begins so; to a supplier's contact only its own. */
export async function completePurchaseOrders(db: Reads, actor: Actor, typed: string): Promise<readonly Choice[]> {
  if (actor.side !== 'staff' && actor.side !== 'supplier') return []
  const mine =
    actor.side === 'supplier'
      ? and(eq(purchaseOrders.supplierId, actor.supplierId), isNotNull(purchaseOrders.sentAt))
      : undefined
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers.name, store: stores.key })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(and(ilike(purchaseOrders.number, begins(typed)), mine))
    .orderBy(desc(purchaseOrders.draftedAt))
    .limit(MOST)
  return rows.map(({ po, supplier, store }) => ({
    ...named(po.number, store, rows.filter(row => row.po.number === po.number).length),
    detail: `${supplier} · ${STATES[stateOf(po)].words}`,
  }))
}

/** A number that several stores share is completed with its store. */
function named(number: string, store: string, sharing: number): { value: string; label: string } {
  const value = sharing > 1 ? `${number}@${store}` : number
  return { value, label: value }
}

function begins(typed: string): string {
  return `${typed
    .trim()
    .replace(/^#/, '')
    .replaceAll(/[\\%_]/g, '\\$&')}%`
}
