import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Outcome, Verb } from '../kernel/asking/command.ts'
import { termsWithClosures } from '../suppliers/in-force.ts'
import { timesUnder } from './due-times.ts'
import { loadPurchaseOrder } from './load-purchase-order.ts'
import { canMovePurchaseOrder } from './purchase-order.ts'
import { purchaseOrders } from './tables.ts'

export const Postpone = z.object({ purchaseOrder: z.string().min(1) })

/**
 * Gives a purchase order that was sent before the time that closures agreed since then take away. Its other terms stay those
 * it was sent under, and it is never due earlier than it was.
 */
export async function postpone(verb: Verb, input: z.infer<typeof Postpone>): Promise<Outcome> {
  const loaded = await loadPurchaseOrder(verb.db, verb.actor, input.purchaseOrder)
  const { po, order, supplier } = loaded
  const stays = { text: `${po.number} is due as before.`, outcome: 'unchanged' }
  if (!po.sentAt || !canMovePurchaseOrder(po, 'promise')) return stays
  const now = await timesUnder(verb.db, loaded, await termsWithClosures(verb.db, po), po.sentAt)
  const acknowledgeBy = later(po.acknowledgeBy, now.acknowledgeBy)
  const shipBy = later(po.shipBy, now.shipBy)
  if (same(acknowledgeBy, po.acknowledgeBy) && same(shipBy, po.shipBy)) return stays
  await verb.db.update(purchaseOrders).set({ acknowledgeBy, shipBy }).where(eq(purchaseOrders.id, po.id))
  await verb.record('purchase_order.postponed', po.id, {
    orderId: order.id,
    number: po.number,
    shipBy: shipBy.toISOString(),
  })
  return { text: `${po.number} is due later, as ${supplier.name} is closed.`, outcome: 'postponed' }
}

function later(before: Date | null, now: Date): Date {
  return before && before > now ? before : now
}

function same(one: Date, other: Date | null): boolean {
  return one.getTime() === other?.getTime()
}
