import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { reasonFrom } from '../orders/order.ts'
import { DECLINE_REASONS, declineReasons } from './decline-reason.ts'
import { loadPurchaseOrder } from './load-purchase-order.ts'
import { mustMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'

export const Decline = z.object({
  purchaseOrder: z.string().min(1),
  reason: reasonFrom(declineReasons, DECLINE_REASONS),
  note: truncated(1_000).optional(),
})

/** The supplier says no, with a reason. The lines go back to routing, and this supplier is not asked for them again. */
export async function decline(verb: Verb, input: z.infer<typeof Decline>): Promise<Outcome> {
  const { po } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  mustMovePurchaseOrder(po, 'decline')
  const note = input.note ?? null
  const no = { declinedAt: verb.now, declinedBy: verb.actor.name, declineReason: input.reason, declineNote: note }
  await verb.db.update(purchaseOrders).set(no).where(eq(purchaseOrders.id, po.id))
  const data = { orderId: po.orderId, number: po.number, reason: input.reason, note }
  await verb.record('purchase_order.declined', po.id, data)
  return {
    text: `${po.number} is declined: ${DECLINE_REASONS[input.reason].toLowerCase()}. The shop’s staff have been notified.`,
  }
}
