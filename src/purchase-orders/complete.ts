import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { idsBeginning, numberKey } from '../kernel/ground/number-key.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { type Choice, MOST_CHOICES } from '../kernel/shapes/form.ts'
import { asBegun, orderChoice } from '../orders/complete.ts'
import { orders } from '../orders/tables.ts'
import { stores } from '../stores/tables.ts'
import { suppliers } from '../suppliers/tables.ts'
import { purchaseOrderState } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'
import { PURCHASE_ORDER_STATES } from './words.ts'

/** Purchase orders whose number begins so, that very number first, then the newest; to a supplier's contact only its own. */
export async function completePurchaseOrders(db: Reads, actor: Actor, typed: string): Promise<readonly Choice[]> {
  if (actor.side !== 'staff' && actor.side !== 'supplier') return []
  const begun = asBegun(typed)
  const { id, number, draftedAt, sentAt, supplierId } = purchaseOrders
  const which =
    actor.side === 'supplier'
      ? { at: sentAt, which: and(eq(supplierId, actor.supplierId), isNotNull(sentAt)) }
      : { at: draftedAt }
  const rows = await db
    .select({ po: purchaseOrders, supplier: suppliers.name, store: stores.key })
    .from(purchaseOrders)
    .innerJoin(orders, eq(orders.id, purchaseOrders.orderId))
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(
      inArray(purchaseOrders.id, idsBeginning({ table: purchaseOrders, id, number, ...which }, begun, MOST_CHOICES)),
    )
    .orderBy(desc(eq(numberKey(purchaseOrders.number), begun)), desc(purchaseOrders.draftedAt))
    .limit(MOST_CHOICES)
  return rows.map(({ po, supplier, store }) => ({
    ...orderChoice(po.number, store, rows.filter(row => row.po.number === po.number).length),
    detail: `${supplier} · ${PURCHASE_ORDER_STATES[purchaseOrderState(po)].words}`,
  }))
}
