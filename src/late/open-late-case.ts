import { desc } from 'drizzle-orm'
import { awaitAnswer } from '../cases/await-answer.ts'
import { openCase } from '../cases/open-case.ts'
import { markReopened } from '../cases/reopen-case.ts'
import { type Case, cases } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { LATE, lateCasesOf } from './late-cases.ts'

/**
 * The late case of a purchase order that breached a promise just now: a new one, or the one it had, waiting for the
 * supplier again. The order must be locked.
 */
export async function openLateCase(verb: Verb, po: PurchaseOrder): Promise<Case> {
  const [had] = await verb.db.select().from(cases).where(lateCasesOf(po.id)).orderBy(desc(cases.openedAt)).limit(1)
  if (!had) {
    const { orderId, supplierId } = po
    return openCase(verb, { kind: LATE, orderId, purchaseOrderId: po.id, supplierId, waitingFor: 'supplier' })
  }
  if (had.closedAt) return markReopened(verb, had, { by: verb.actor.name, why: null })
  if (had.answeredAt) await awaitAnswer(verb, had, 'supplier')
  return had
}
