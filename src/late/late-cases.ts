import { and, type Column, eq, isNull, type SQL } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'

/** How late cases are kept: see kind.ts. */
export const LATE = 'late'

/** The late cases of a purchase order, open or closed. */
export function lateCasesOf(purchaseOrderId: string | Column): SQL | undefined {
  return and(eq(cases.kind, LATE), eq(cases.purchaseOrderId, purchaseOrderId))
}

/** The one that is open, if any. */
export function openLateCaseOf(purchaseOrderId: string | Column): SQL | undefined {
  return and(lateCasesOf(purchaseOrderId), isNull(cases.closedAt))
}
