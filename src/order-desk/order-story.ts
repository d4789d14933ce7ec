import { eq } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type Entry, story } from '../kernel/ground/journal.ts'
import type { OrderView } from './order-view.ts'

/** All that happened to an order, its purchase orders and its cases, oldest first. */
export async function orderStory(db: Reads, { order, purchaseOrders }: OrderView): Promise<readonly Entry[]> {
  const own = await db.select({ id: cases.id }).from(cases).where(eq(cases.orderId, order.id))
  return story(db, [order.id, ...purchaseOrders.map(({ po }) => po.id), ...own.map(({ id }) => id)])
}
