import { and, eq, isNull } from 'drizzle-orm'
import { type OrderPart, partsOf } from '../cases/choose-part.ts'
import type { Reads } from '../kernel/ground/db.ts'
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
  return returnable(lines, boughtOf(askedOf(await partsOf(db, po.orderId))), {
    here: returned.filter(one => one.po === po.id),
    order: returned,
  })
}

/** The pieces that the order wants of its suppliers, shipped ones included. */
function askedOf(parts: readonly OrderPart[]): readonly AskedPiece[] {
  return parts.flatMap(({ po, lines }) =>
    lines.map(({ id, asked }) => ({ lineId: id, quantity: asked, replaces: po.replaces })),
  )
}
