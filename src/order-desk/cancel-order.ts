import { z } from 'zod'
import { offerToCancel } from '../cancellations/cancel-in-store.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { list } from '../kernel/words/text.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadOrder } from '../orders/load-order.ts'
import { markCancelled } from '../orders/mark-cancelled.ts'
import type { Order } from '../orders/tables.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { cancelPurchaseOrder } from './cancel-purchase-order.ts'
import { requestChange } from './change-after-forwarding.ts'
import { orderView, type PurchaseOrderView } from './order-view.ts'

export const CancelOrder = z.object({ order: z.string().min(1), reason: truncated(500).optional() })

/**
 * Cancels an order. Purchase orders nobody has said yes to are cancelled at once; of those that were acknowledged
 * the supplier is asked, and may refuse; what has shipped can only come back as a return.
 */
export async function cancelOrder(verb: Verb, input: z.infer<typeof CancelOrder>): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  if (order.cancelledAt) throw new Refusal(`Order ${order.number} is cancelled already.`)
  const live = await liveOf(verb, order)
  const gone = live.filter(({ po }) => po.shippedAt)
  if (gone.length > 0 && gone.length === live.length)
    throw new Refusal(`${haveShipped(gone)} already, so order ${order.number} cannot be cancelled.`)
  await markCancelled(verb, order, input.reason ?? null, null)
  const asked = live.flatMap(({ po }) => (po.acknowledgedAt && !po.shippedAt ? [po.number] : []))
  const waits =
    asked.length > 0
      ? ` ${list(asked)} ${asked.length === 1 ? 'was' : 'were'} acknowledged: the supplier has been asked to cancel.`
      : ''
  const left = gone.length > 0 ? ` ${haveShipped(gone)} already.` : ''
  const text = `Order ${order.number} is cancelled.${waits}${left}`
  const card = await offerToCancel(verb, order, text)
  return card ? { text, card } : { text }
}

export const WithdrawPurchaseOrders = z.object({ order: z.string() })

/**
 * Follows an order that was cancelled, wherever that was, or deleted in its store: withdraws what nobody acknowledged, and
 * asks about the rest.
 */
export async function withdrawPurchaseOrders(
  verb: Verb,
  input: z.infer<typeof WithdrawPurchaseOrders>,
): Promise<Outcome> {
  const order = await loadOrder(verb.db, input.order)
  for (const view of await liveOf(verb, order)) {
    const { po } = view
    if (po.shippedAt) continue
    const why = order.cancelledAt ? 'The customer no longer wants it.' : 'The shop deleted this order in its store.'
    const what = `${why} Please do not ship ${po.partlyShippedAt ? 'the rest' : 'it'}.`
    if (po.acknowledgedAt) await requestChange(verb, view, { kind: 'cancel', what, quantities: {} })
    else await cancelPurchaseOrder(verb, po, order.cancelledAt ? order.cancelReason : 'deleted in the store')
  }
  return { text: `The suppliers of order ${order.number} were notified.` }
}

/** `1042-A has shipped`, `1042-A and 1042-B have shipped`. */
function haveShipped(views: readonly PurchaseOrderView[]): string {
  return `${list(views.map(({ po }) => po.number))} ${views.length === 1 ? 'has' : 'have'} shipped`
}

async function liveOf({ db }: Verb, order: Order): Promise<readonly PurchaseOrderView[]> {
  return (await orderView(db, order.id)).purchaseOrders.filter(({ po }) => isLive(po))
}
