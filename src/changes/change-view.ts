import { type CaseView, loadCaseView } from '../cases/case-view.ts'
import type { Reminder } from '../cases/escalation.ts'
import { nextReminder } from '../cases/next-at.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { type PurchaseOrderView, purchaseOrderView } from '../order-desk/order-view.ts'
import { openChanges } from '../purchase-orders/open-changes.ts'
import type { Change } from '../purchase-orders/tables.ts'

/** The case of a purchase order's open changes, as every card shows it. */
export type ChangeView = CaseView & {
  view: PurchaseOrderView
  /** What waits for an answer, the first asked first. */
  open: readonly Change[]
  /** What the escalation says next, and how often it speaks in all. */
  step: Reminder | null
  of: number
}

export async function changeView(read: Reads, caseId: string): Promise<ChangeView> {
  const base = await loadCaseView(read, caseId)
  const view = await purchaseOrderView(read, base.po)
  return { ...base, ...(await nextReminder(read, base.one)), view, open: openChanges(view) }
}
