import { eq } from 'drizzle-orm'
import type { Verb } from '../kernel/asking/command.ts'
import { type Change, changes, type PurchaseOrder } from '../purchase-orders/tables.ts'
import { carryOut } from './carry-out-change.ts'
import type { PurchaseOrderView } from './order-view.ts'

/** Puts down that a change is accepted, and does it at once. */
export async function acceptChange(
  verb: Verb,
  view: PurchaseOrderView,
  change: Change,
  note: string | null,
): Promise<void> {
  await markSettled(verb, change, { acceptedAt: verb.now, note })
  await carryOut(verb, view, change)
  await verb.record('change.accepted', view.po.id, changeFact(view.po, change))
}

/** Puts down that a change is refused, without telling anybody yet. */
export async function markRefused(verb: Verb, change: Change, note: string | null): Promise<void> {
  await markSettled(verb, change, { refusedAt: verb.now, note })
}

/** What every fact about a change carries. */
export function changeFact({ orderId, number }: PurchaseOrder, { id, what }: Change) {
  return { orderId, number, changeId: id, what }
}

async function markSettled({ db, actor }: Verb, { id }: Change, answer: Partial<Change>): Promise<void> {
  await db
    .update(changes)
    .set({ ...answer, answeredBy: actor.name })
    .where(eq(changes.id, id))
}
