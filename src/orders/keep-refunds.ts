import { and, eq, lt, sql } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Db } from '../kernel/ground/db.ts'
import type { IncomingRefund } from './incoming-order.ts'
import { allLinesOf } from './load-order.ts'
import { orderRefundLines, orderRefunds, orders } from './tables.ts'

/** Each refund once, by the store's own id; sent again, it is what the store says now. */
export async function keepRefunds(db: Db, orderId: string, refunds: readonly IncomingRefund[]): Promise<void> {
  const lines = refunds.length > 0 ? await allLinesOf(db, orderId) : []
  for (const { externalId, at, amountMinor, shippingMinor, lines: parts } of refunds) {
    const row = { orderId, externalId, refundedAt: at, amountMinor, shippingMinor }
    const target = [orderRefunds.orderId, orderRefunds.externalId]
    const [kept] = await db.insert(orderRefunds).values(row).onConflictDoUpdate({ target, set: row }).returning()
    if (!kept) throw new Error('a refund was not kept')
    for (const { line, quantity, amountMinor } of parts) {
      const orderLineId = lines.find(one => one.externalId === line)?.id
      if (!orderLineId) continue
      const part = { refundId: kept.id, orderLineId, quantity, amountMinor }
      const same = [orderRefundLines.refundId, orderRefundLines.orderLineId]
      await db.insert(orderRefundLines).values(part).onConflictDoUpdate({ target: same, set: part })
    }
  }
}

/** An order knows no less of its refunds than they come to, for its store's last report may be older. */
export async function countRefunds(db: Db, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const { amountMinor, orderId } = orderRefunds
  const all = db
    .select({ orderId, minor: sql<number>`sum(${amountMinor})`.as('minor') })
    .from(orderRefunds)
    .where(among(orderId, orderIds))
    .groupBy(orderId)
    .as('counted')
  await db
    .update(orders)
    .set({ refundedMinor: sql`${all.minor}` })
    .from(all)
    .where(and(eq(orders.id, all.orderId), lt(orders.refundedMinor, all.minor)))
}
