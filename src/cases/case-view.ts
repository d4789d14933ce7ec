import { eq } from 'drizzle-orm'
import { among } from '../kernel/ground/among.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type PurchaseOrder, purchaseOrders } from '../purchase-orders/tables.ts'
import { type Supplier, suppliers } from '../suppliers/tables.ts'
import { type Case, cases } from './tables.ts'

/** A case with what it is about, as messages in its threads tell it. */
export type CaseView = { one: Case; po: PurchaseOrder; supplier: Supplier }

export async function loadCaseView(read: Reads, caseId: string): Promise<CaseView> {
  const [row] = await loadCaseViews(read, [caseId])
  if (!row) throw new Error(`case ${caseId} is not here`)
  return row
}

/** Several cases, in no order. */
export function loadCaseViews(read: Reads, caseIds: readonly string[]): Promise<readonly CaseView[]> {
  return read
    .select({ one: cases, po: purchaseOrders, supplier: suppliers })
    .from(cases)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, cases.purchaseOrderId))
    .innerJoin(suppliers, eq(suppliers.id, cases.supplierId))
    .where(among(cases.id, caseIds))
}
