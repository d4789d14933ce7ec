import { and, eq, isNotNull } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { purchaseOrderLines } from '../purchase-orders/tables.ts'
import { returnLines, returns } from './tables.ts'

/**
 * Puts down on a purchase order how many pieces of each line came back, over all its returns that were received. What was
 * found missing, or wrong, when it was inspected did not.
 */
export async function countReturned({ db }: Verb, purchaseOrderId: string): Promise<void> {
  const back = await db
    .select({ lineId: returnLines.orderLineId, quantity: returnLines.quantity, fates: returnLines.fates })
    .from(returnLines)
    .innerJoin(returns, eq(returns.caseId, returnLines.caseId))
    .where(and(eq(returns.purchaseOrderId, purchaseOrderId), isNotNull(returns.receivedAt)))
  for (const [lineId, own] of Map.groupBy(back, one => one.lineId)) {
    const returned = own.reduce(
      (sum, { quantity, fates }) => sum + quantity - (fates?.missing ?? 0) - (fates?.wrong ?? 0),
      0,
    )
    const line = and(
      eq(purchaseOrderLines.purchaseOrderId, purchaseOrderId),
      eq(purchaseOrderLines.orderLineId, lineId),
    )
    await db.update(purchaseOrderLines).set({ returned }).where(line)
  }
}
