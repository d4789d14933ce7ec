import { TZDate } from '@date-fns/tz'
import { addHours } from 'date-fns/addHours'
import { min } from 'date-fns/min'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

export const RecordDelivery = z.object({
  purchaseOrder: z.string().min(1),
  /** The day on which it came, where the supplier is; else now. */
  on: z.iso.date('write a day such as 2026-11-20').optional(),
})

/** Records that the customer has all of a purchase order: claim windows count from then on. */
export async function recordDelivery(verb: Verb, input: z.infer<typeof RecordDelivery>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po, order } = loaded
  if (!po.deliveredAt && !canMovePurchaseOrder(po, 'deliver'))
    throw new Refusal(`${po.number} is not fully shipped, so it cannot be delivered. Add its tracking first.`)
  mustMovePurchaseOrder(po, 'deliver')
  const at = input.on ? middayOf(input.on, loaded, verb.now) : verb.now
  await verb.db.update(purchaseOrders).set({ deliveredAt: at }).where(eq(purchaseOrders.id, po.id))
  const data = { orderId: order.id, number: po.number, at: at.toISOString() }
  await verb.record('purchase_order.delivered', po.id, data)
  return { text: `${po.number} was delivered.` }
}

/** A day is known, an hour is not. @throws Refusal for a day that has not come, or before it was sent. */
function middayOf(day: string, { po, supplier }: LoadedPurchaseOrder, now: Date): Date {
  const start = new TZDate(`${day}T00:00:00`, supplier.zone)
  if (start > now) throw new Refusal(`${day} has not come yet.`, 'on')
  const midday = new Date(min([addHours(start, 12), now]).getTime())
  if (po.sentAt && midday < po.sentAt && addHours(start, 24) <= po.sentAt)
    throw new Refusal(`${po.number} was sent to ${supplier.name} only later than ${day}.`, 'on')
  return midday
}
