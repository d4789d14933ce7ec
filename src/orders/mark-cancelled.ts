import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type Order, orders } from './tables.ts'

/** Marks an order cancelled and records it. The order must be locked. What suppliers have is asked back by a reaction. */
export async function markCancelled(
  { db, now, record }: Verb,
  order: Order,
  reason: string | null,
  note: string | null,
): Promise<void> {
  await db.update(orders).set({ cancelledAt: now, cancelReason: reason }).where(eq(orders.id, order.id))
  await record('order.cancelled', order.id, { reason, note })
}
