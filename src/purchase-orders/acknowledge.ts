import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { type LoadedPurchaseOrder, loadPurchaseOrder } from './load-purchase-order.ts'
import { promisedWords } from './promise-words.ts'
import { promisedDay } from './promised-day.ts'
import { mustMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrderLines, purchaseOrders } from './tables.ts'

export const Acknowledge = z.object({
  purchaseOrder: z.string().min(1),
  promised: z.string().trim().optional(),
})

/** A human at the supplier says yes, if they like with the day they will ship. Of two who press, the first wins. */
export async function acknowledge(verb: Verb, input: z.infer<typeof Acknowledge>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  mustMovePurchaseOrder(loaded.po, 'acknowledge')
  const promised = input.promised ? promisedDay(input.promised, loaded, verb.now) : null
  await markAcknowledged(verb, loaded, promised)
  const day = promised ? `, to ship on ${await promisedWords(verb.db, loaded, promised)}` : ''
  return { text: `${loaded.po.number} is acknowledged${day}. Next: add the tracking number when it ships.` }
}

/** Marks it acknowledged by the asker; also when a parcel came before any yes. */
export async function markAcknowledged(
  verb: Verb,
  { po }: Pick<LoadedPurchaseOrder, 'po'>,
  promised: string | null,
): Promise<void> {
  const yes = { acknowledgedAt: verb.now, acknowledgedBy: verb.actor.name, promisedOn: promised ?? po.promisedOn }
  const itsLines = eq(purchaseOrderLines.purchaseOrderId, po.id)
  const lines = verb.db.$with('lines').as(verb.db.update(purchaseOrderLines).set({ waiting: 0 }).where(itsLines))
  await verb.db.with(lines).update(purchaseOrders).set(yes).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.acknowledged', po.id, { orderId: po.orderId, number: po.number, promised })
}
