import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'

/** How cases of open changes are kept: see kind.ts. */
export const CHANGE = 'change'

/** All that are open. */
export const openChangeCases: SQL | undefined = and(eq(cases.kind, CHANGE), isNull(cases.closedAt))

/** The case of a purchase order's open changes, if any is open. */
export function openChangeCaseOf(purchaseOrderId: string): SQL | undefined {
  return and(openChangeCases, eq(cases.purchaseOrderId, purchaseOrderId))
}
