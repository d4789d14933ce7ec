import { factOf } from '../cases/load-case.ts'
import { openCase } from '../cases/open-case.ts'
import type { Case } from '../cases/tables.ts'
import type { Verb } from '../kernel/asking/command.ts'
import type { PurchaseOrder } from '../purchase-orders/tables.ts'
import { QUESTION } from './question-view.ts'
import { type Asker, questions } from './tables.ts'

/**
 * Opens the case of a question: it waits for the other side.
 * @param inThread where it was written in the thread under the purchase order's card, which is its place then
 */
export async function openQuestion(
  verb: Verb,
  po: PurchaseOrder,
  { asker, question, inThread }: { asker: Asker; question: string; inThread: boolean },
): Promise<Case> {
  const { id, orderId, supplierId } = po
  const one = await openCase(verb, {
    kind: QUESTION,
    orderId,
    purchaseOrderId: id,
    supplierId,
    waitingFor: asker === 'staff' ? 'supplier' : 'staff',
  })
  await verb.db.insert(questions).values({ caseId: one.id, asker, askedBy: verb.actor.name, question })
  await verb.record('question.asked', one.id, { ...factOf(one), by: verb.actor.name, question, inThread })
  return one
}
