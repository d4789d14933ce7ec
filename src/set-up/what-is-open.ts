import { and, countDistinct, eq, gt, isNull, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { count, list } from '../kernel/words/text.ts'
import { orderLines, orders } from '../orders/tables.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'

/** `12 open purchase orders (1042-A, 1043-A, 1044-B and 9 more)` */
export function openInWords(open: readonly Pick<PurchaseOrder, 'number'>[]): string {
  const first = open.slice(0, 3).map(({ number }) => number)
  const rest = open.length - first.length
  return `${count(open.length, 'open purchase order')} (${list(rest > 0 ? [...first, `${rest} more`] : first)})`
}

/** How many cases with a supplier aren't closed. */
export function openCasesOf(db: Reads, supplierId: string): Promise<number> {
  return db.$count(cases, and(eq(cases.supplierId, supplierId), isNull(cases.closedAt)))
}

/** How many lines with that SKU nobody is asked for yet. @param key as `skuKey` has it */
export function openLinesWith(db: Reads, key: string): Promise<number> {
  return db.$count(orderLines, and(gt(orderLines.openPieces, 0), sql`lower(${orderLines.sku}) = ${key}`))
}

/** How many orders of a store have pieces that nobody is asked for yet. */
export async function openOrdersOf(db: Reads, storeId: string): Promise<number> {
  const [found] = await db
    .select({ open: countDistinct(orders.id) })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(gt(orderLines.openPieces, 0), eq(orders.storeId, storeId), isNull(orders.cancelledAt)))
  return found?.open ?? 0
}
