import { and, desc, eq, ne } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import { isConnected, storeLinks, stores } from '../stores/tables.ts'
import { type RefundAtStore, storeRefunds } from './tables.ts'

/** The store of an order, whether it gives money back when it is asked to, and the newest refund of a case there. */
export type RefundView = { store: string; canRefund: boolean; refund: RefundAtStore | null }

export async function refundView(read: Reads, one: { id: string; orderId: string }): Promise<RefundView> {
  const { name, canRefund } = await storeOfOrder(read, one.orderId)
  const own = and(eq(storeRefunds.caseId, one.id), ne(storeRefunds.status, 'ended'))
  const [refund = null] = await read
    .select()
    .from(storeRefunds)
    .where(own)
    .orderBy(desc(storeRefunds.wantedAt), desc(storeRefunds.id))
    .limit(1)
  return { store: name, canRefund, refund }
}

/** An order's store: our id, its name, and whether it is connected and gives money back when it is asked to. */
export async function storeOfOrder(read: Reads, orderId: string) {
  const [found] = await read
    .select({ id: stores.id, name: stores.name, refunds: storeLinks.refunds })
    .from(orders)
    .innerJoin(stores, eq(stores.id, orders.storeId))
    .leftJoin(storeLinks, and(eq(storeLinks.storeId, stores.id), isConnected))
    .where(eq(orders.id, orderId))
  if (!found) throw new Error(`order ${orderId} is not here`)
  return { id: found.id, name: found.name, canRefund: found.refunds === true }
}
