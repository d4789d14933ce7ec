import { and, eq, isNull } from 'drizzle-orm'
import type { OrderPart } from '../cases/choose-part.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { purchaseOrderLines, purchaseOrders } from '../purchase-orders/tables.ts'
import type { LeftLine } from '../shipments/pieces.ts'
import { type AskedPiece, boughtOf, returnable } from './returnable.ts'
import { returnLines, returns } from './tables.ts'

/** The lines of a purchase order with the pieces that may still be returned. */
export async function leftToReturn(db: Reads, { po, lines }: OrderPart): Promise<readonly LeftLine[]> {
  const returned = await db
    .select({ lineId: returnLines.orderLineId, quantity: returnLines.quantity, po: returns.purchaseOrderId })
    .from(returnLines)
    .innerJoin(returns, eq(returns.caseId, returnLines.caseId))
    .where(and(eq(returns.orderId, po.orderId), isNull(returns.declinedAt), isNull(returns.withdrawnAt)))
  return returnable(lines, boughtOf(await askedOf(db, po.orderId)), {
    here: returned.filter(one => one.po === po.id),
    order: returned,
  })
}

/** The pieces that the suppliers of an order are asked for. */
async function askedOf(db: Reads, orderId: string): Promise<readonly AskedPiece[]> {
  const { orderLineId, quantity } = purchaseOrderLines
  return db
    .select({ lineId: orderLineId, quantity, replaces: purchaseOrders.replaces })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.purchaseOrderId))
    .where(
      and(eq(purchaseOrders.orderId, orderId), isNull(purchaseOrders.declinedAt), isNull(purchaseOrders.cancelledAt)),
    )
}
