import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/command.ts'
import { Refusal } from '../kernel/refusal.ts'
import { list } from '../kernel/text.ts'
import { markCancelled } from '../orders/cancel-in-store.ts'
import { loadOrder } from '../orders/load-order.ts'
import type { Order } from '../orders/tables.ts'
import { requestChange } from './change-after-forwarding.ts'
import { isLive, stateOf } from './purchase-order.ts'
import { type PurchaseOrder, purchaseOrders } from './tables.ts'

export const CancelOrder = z.object({ order: z.string().min(1), reason: z.string().trim().max(500).optional() })

/**
 * Cancels an order. Purchase orders nobody has said yes to are cancelled at once; of those that were acknowledged
 * the supplier is asked, and may refuse; what has shipped can only come back as a return.
 */
export async function cancelOrder(verb: Verb, input: z.infer<typeof CancelOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled already.`)
  const live = await liveOf(verb, order)
  const gone = live.filter(po => ['shipped', 'delivered'].includes(stateOf(po)))
  if (gone.length > 0 && gone.length === live.length)
    throw new Refusal(
      `${list(gone.map(po => po.number))} has shipped already, so order ${order.number} cannot be cancelled.`,
    )
  await markCancelled(verb, order, input.reason ?? null, null)
  const asked = live.filter(po => po.acknowledgedAt && !po.shippedAt).map(po => po.number)
  const waits = asked.length > 0 ? ` ${list(asked)} was acknowledged: the supplier has been asked to cancel it.` : ''
  const left = gone.length > 0 ? ` ${list(gone.map(po => po.number))} has shipped already.` : ''
  return { text: `Order ${order.number} is cancelled.${waits}${left}` }
}

export const WithdrawPurchaseOrders = z.object({ order: z.string() })

/** Follows a cancelled order, wherever it was cancelled: withdraws what nobody acknowledged, and asks about the rest. */
export async function withdrawPurchaseOrders(
  verb: Verb,
  input: z.infer<typeof WithdrawPurchaseOrders>,
): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  for (const po of await liveOf(verb, order)) {
    if (po.shippedAt) continue
    if (po.acknowledgedAt)
      await requestChange(verb, po, { kind: 'cancel', what: 'The customer no longer wants it.', quantities: {} })
    else await cancelPurchaseOrder(verb, po, order.cancelReason)
  }
  return { text: `The suppliers of order ${order.number} were told.` }
}

export async function cancelPurchaseOrder(verb: Verb, po: PurchaseOrder, reason: string | null): Promise<void> {
  await verb.db.update(purchaseOrders).set({ cancelledAt: verb.now }).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.cancelled', po.id, { orderId: po.orderId, number: po.number, reason })
}

async function liveOf(verb: Verb, order: Order): Promise<PurchaseOrder[]> {
  const all = await verb.db.select().from(purchaseOrders).where(eq(purchaseOrders.orderId, order.id))
  return all.filter(isLive).toSorted((a, b) => a.number.localeCompare(b.number))
}
