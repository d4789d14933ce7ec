import { eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { orders } from '../orders/tables.ts'
import type { Case } from './tables.ts'

/** The currency in which the customer paid: what an amount without one is in. */
export async function currencyOf(db: Reads, { orderId }: Case): Promise<string> {
  const [order] = await db.select({ currency: orders.currency }).from(orders).where(eq(orders.id, orderId))
  if (!order) throw new Error(`order ${orderId} is not here`)
  return order.currency
}
