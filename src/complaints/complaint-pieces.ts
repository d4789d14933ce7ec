import { asc, eq } from 'drizzle-orm'
import type { Reads } from '../kernel/ground/db.ts'
import { type OrderLine, orderLines } from '../orders/tables.ts'
import { complaintLines } from './tables.ts'

export type ComplaintPiece = { line: OrderLine; quantity: number }

/** The pieces complained of, in the order's own order. */
export function complaintPieces(db: Reads, caseId: string): Promise<ComplaintPiece[]> {
  return db
    .select({ line: orderLines, quantity: complaintLines.quantity })
    .from(complaintLines)
    .innerJoin(orderLines, eq(orderLines.id, complaintLines.orderLineId))
    .where(eq(complaintLines.caseId, caseId))
    .orderBy(asc(orderLines.position))
}
