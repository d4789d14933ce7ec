import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { markAcknowledged } from './acknowledge.ts'
import { loadPurchaseOrder } from './load-purchase-order.ts'
import { promisedWords } from './promise-words.ts'
import { promisedDay } from './promised-day.ts'
import { canMovePurchaseOrder, mustMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'

export const PromiseShipDate = z.object({ purchaseOrder: z.string().min(1), promised: z.string().trim().min(1) })

/** Promises the day a purchase order will ship, or another day than before. A promise is a yes: it acknowledges. */
export async function promiseShipDate(verb: Verb, input: z.infer<typeof PromiseShipDate>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po } = loaded
  mustMovePurchaseOrder(po, 'promise')
  const promised = promisedDay(input.promised, loaded, verb.now)
  if (canMovePurchaseOrder(po, 'acknowledge')) await markAcknowledged(verb, loaded, promised)
  else if (promised !== po.promisedOn) {
    await verb.db.update(purchaseOrders).set({ promisedOn: promised }).where(eq(purchaseOrders.id, po.id))
    const data = { orderId: po.orderId, number: po.number, from: po.promisedOn, to: promised }
    await verb.record('purchase_order.promised', po.id, data)
  }
  return { text: `${po.number} is promised to ship on ${await promisedWords(verb.db, loaded, promised)}.` }
}
