import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mustNotName } from '../cases/for-supplier.ts'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { truncated } from '../kernel/words/truncated.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { purchaseOrders } from '../purchase-orders/tables.ts'

/** What a note with a purchase order holds, characters. */
export const MOST_NOTED = 1_000

export const NotePurchaseOrder = z.object({
  purchaseOrder: z.string().min(1),
  note: z.string().trim().min(1).pipe(truncated(MOST_NOTED)),
})

/** Staff write a note for the supplier on a purchase order; it takes the place of an earlier one, which stays on record. */
export async function notePurchaseOrder(
  verb: Verb,
  { note, ...named }: z.infer<typeof NotePurchaseOrder>,
): Promise<Outcome> {
  const { po, supplier } = await loadPurchaseOrder(verb.db, verb.actor, named.purchaseOrder)
  if (!isLive(po)) throw new Refusal(`${po.number} is not with ${supplier.name} any more.`)
  await mustNotName(verb, po.orderId, note, 'note')
  await verb.db.update(purchaseOrders).set({ note, notedBy: verb.actor.name }).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.noted', po.id, { orderId: po.orderId, number: po.number, from: 'staff', note })
  return {
    text: po.sentAt ? `${supplier.name} was sent your note on ${po.number}.` : `Your note goes out with ${po.number}.`,
  }
}
