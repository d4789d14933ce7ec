import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { Refusal } from '../kernel/words/refusal.ts'
import { loadPurchaseOrder } from '../purchase-orders/load-purchase-order.ts'
import { isLive } from '../purchase-orders/purchase-order.ts'
import { offers, purchaseOrderLines } from '../purchase-orders/tables.ts'
import { offerWords } from './offer-card.ts'

export const DecideOffer = z.object({
  purchaseOrder: z.string().min(1),
  offer: z.uuid(),
  answer: z.enum(['accept', 'refuse']),
})

/**
 * Staff say yes or no to another price or another SKU. A SKU accepted is what the supplier is asked for from then on.
 */
export async function decideOffer(verb: Verb, input: z.infer<typeof DecideOffer>): Promise<Outcome> {
  const { po, supplier } = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const [offer] = await verb.db
    .select()
    .from(offers)
    .where(and(eq(offers.id, input.offer), eq(offers.purchaseOrderId, po.id)))
  if (!offer) throw new Refusal(`There is no such offer for ${po.number}.`)
  if (offer.acceptedAt ?? offer.refusedAt)
    throw new Refusal(`${offer.decidedBy} has ${offer.acceptedAt ? 'accepted' : 'refused'} this already.`)
  if (!isLive(po) || po.shippedAt)
    throw new Refusal(`Nothing of ${po.number} is left to ship, so there is nothing to decide.`)
  const accepted = input.answer === 'accept'
  const decided = { ...(accepted ? { acceptedAt: verb.now } : { refusedAt: verb.now }), decidedBy: verb.actor.name }
  await verb.db.update(offers).set(decided).where(eq(offers.id, offer.id))
  const pinned = and(
    eq(purchaseOrderLines.purchaseOrderId, po.id),
    eq(purchaseOrderLines.orderLineId, offer.orderLineId),
  )
  const [line] = await verb.db.select().from(purchaseOrderLines).where(pinned)
  if (!line) throw new Error(`an offer for ${po.number} is about none of its lines`)
  if (accepted && offer.sku) await verb.db.update(purchaseOrderLines).set({ sku: offer.sku }).where(pinned)
  const what = `${offer.quantity} × ${line.title} ${offerWords(offer)}`
  const data = { orderId: po.orderId, number: po.number, offerId: offer.id, what, accepted }
  await verb.record('offer.decided', po.id, data)
  return { text: `${accepted ? 'Accepted' : 'Refused'}: ${what}. ${supplier.name} has been notified.` }
}
