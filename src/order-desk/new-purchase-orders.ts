import { and, asc, eq, sql } from 'drizzle-orm'
import type { ArgKind } from '../kernel/asking/command.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { MOST_CHOICES } from '../kernel/shapes/form.ts'
import { isToAcknowledge, type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'

/** What a supplier has not said yes to, the first sent first. */
export function newPurchaseOrders(db: Reads, supplierId: string, most: number): Promise<PurchaseOrder[]> {
  return db
    .select()
    .from(purchaseOrders)
    .where(isNewTo(supplierId))
    .orderBy(asc(purchaseOrders.sentAt), asc(sql`length(${purchaseOrders.number})`), asc(purchaseOrders.number))
    .limit(most)
}

/** How many there are. */
export function countNewPurchaseOrders(db: Reads, supplierId: string): Promise<number> {
  return db.$count(purchaseOrders, isNewTo(supplierId))
}

const isNewTo = (supplierId: string) => and(isToAcknowledge, eq(purchaseOrders.supplierId, supplierId))

/** Of those a supplier’s contact may choose several. */
export const someNewPurchaseOrders: ArgKind = {
  name: 'new-purchase-orders',
  listed: true,
  many: true,
  async complete(db, actor) {
    if (actor.side !== 'supplier') return []
    const found = await newPurchaseOrders(db, actor.supplierId, MOST_CHOICES + 1)
    return found.map(({ id, number }) => ({ value: id, label: number }))
  },
}
