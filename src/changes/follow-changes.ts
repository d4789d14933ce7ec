import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { markClosed } from '../cases/close-case.ts'
import { openCase } from '../cases/open-case.ts'
import { cases } from '../cases/tables.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { CHANGE, openChangeCaseOf } from '../order-desk/change-cases.ts'
import { type PurchaseOrderView, purchaseOrderView } from '../order-desk/order-view.ts'
import { isNoLongerWanted } from '../purchase-orders/is-asked.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { openChanges } from '../purchase-orders/open-changes.ts'
import { changes } from '../purchase-orders/tables.ts'

export const FollowChanges = z.object({ purchaseOrder: z.uuid(), by: z.string() })

/**
 * Keeps the case of a purchase order's changes as they are: open while a question waits for its supplier, closed once none
 * does. A further question joins the case that is open, and does not give the supplier more time.
 */
export async function followChanges(verb: Verb, input: z.infer<typeof FollowChanges>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const view = await purchaseOrderView(verb.db, po)
  await endUnwanted(verb, view)
  const open = openChanges(view)
  const [one] = await verb.db.select().from(cases).where(openChangeCaseOf(po.id))
  if (open.length > 0 && !one) {
    const { orderId, supplierId } = po
    const opened = await openCase(verb, {
      kind: CHANGE,
      orderId,
      purchaseOrderId: po.id,
      supplierId,
      waitingFor: 'supplier',
    })
    return { text: `${opened.number} is open.` }
  }
  if (open.length > 0 || !one) return { text: 'Nothing to change.' }
  const answered = view.changes.some(({ acceptedAt, refusedAt }) => {
    const at = acceptedAt ?? refusedAt
    return at !== null && at >= one.openedAt
  })
  await markClosed(verb, one, { by: input.by, reason: answered ? 'answered' : 'not_asked', note: null })
  return { text: `${one.number} is closed.` }
}

/** What went back to as it was is asked no more: the same asked later is another question. */
async function endUnwanted({ db, now, record }: Verb, view: PurchaseOrderView): Promise<void> {
  const { orderId, number, id } = view.po
  for (const one of view.changes.filter(change => isNoLongerWanted(change, view))) {
    await db.update(changes).set({ withdrawnAt: now }).where(eq(changes.id, one.id))
    await record('change.withdrawn', id, { orderId, number, changeId: one.id, what: one.what })
  }
}
