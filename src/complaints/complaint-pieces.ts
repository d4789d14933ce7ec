import { and, asc, eq } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type OrderLine, orderLines } from '../orders/tables.ts'
import { asSent } from '../purchase-orders/details.ts'
import { purchaseOrderLines as pins } from '../purchase-orders/tables.ts'
import { complaintLines } from './tables.ts'

export type ComplaintPiece = { line: OrderLine; quantity: number }

/** The pieces complained of as their supplier was sent them, in the order's own order. */
export async function complaintPieces(db: Reads, caseId: string): Promise<ComplaintPiece[]> {
  const rows = await db
    .select({ line: orderLines, pin: pins, quantity: complaintLines.quantity })
    .from(complaintLines)
    .innerJoin(cases, eq(cases.id, complaintLines.caseId))
    .innerJoin(orderLines, eq(orderLines.id, complaintLines.orderLineId))
    .innerJoin(pins, and(eq(pins.purchaseOrderId, cases.purchaseOrderId), eq(pins.orderLineId, orderLines.id)))
    .where(eq(complaintLines.caseId, caseId))
    .orderBy(asc(pins.position))
  return rows.map(({ line, pin, quantity }) => ({ line: asSent(line, pin), quantity }))
}
